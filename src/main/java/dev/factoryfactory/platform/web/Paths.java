package dev.factoryfactory.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;

/** Which paths lead to data; all others lead to the page, which holds none. */
final class Paths {

  static final String WEBHOOKS = "/api/github/webhooks";

  private static final String[] DATA = {"/api", "/ws", "/actuator"};

  private Paths() {}

  /** The servlet path is the decoded one: an escaped letter hides nothing. */
  static boolean isData(HttpServletRequest request) {
    return isData(request.getServletPath());
  }

  static boolean isData(String path) {
    return Stream.of(DATA).anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
  }

  /** What other servers send by themselves: signed by them, by whatever name they know this one. */
  static boolean isWebhook(HttpServletRequest request) {
    return request.getMethod().equals("POST") && request.getServletPath().equals(WEBHOOKS);
  }

  /** The same as patterns. */
  static String[] dataPatterns() {
    return Stream.of(DATA).flatMap(root -> Stream.of(root, root + "/**")).toArray(String[]::new);
  }
}
