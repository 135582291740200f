package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.WorkspaceId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Gives each workspace's dev server a host name of its own, and with it an origin: cookies, storage
 * and scripts of one reach neither another nor this server.
 */
@Component
final class PreviewAddress {

  private static final String LOCAL = "http://*.localhost";

  private final String pattern;
  private final boolean local;

  PreviewAddress(PreviewProperties properties) {
    var configured = properties.address();
    this.local = configured == null;
    this.pattern = configured == null ? LOCAL : configured.toLowerCase(Locale.ROOT);
  }

  /** The workspace whose preview is meant; empty for every other request. */
  Optional<WorkspaceId> workspaceOf(HttpServletRequest request) {
    var host = request.getHeader(HttpHeaders.HOST);
    var name = authority(request);
    var suffix = name.substring(1);
    if (host == null || !host.toLowerCase(Locale.ROOT).endsWith(suffix)) {
      return Optional.empty();
    }
    try {
      return Optional.of(WorkspaceId.parse(host.substring(0, host.length() - suffix.length())));
    } catch (DomainException noWorkspace) {
      return Optional.empty();
    }
  }

  /** Such as {@code http://7e57d004-….localhost:3000}. */
  String origin(WorkspaceId workspace, HttpServletRequest request) {
    return scheme() + authority(request).replace("*", workspace.toString());
  }

  /** What our own page may embed, as the content security policy says it. */
  String frameSource() {
    return local ? LOCAL + ":*" : pattern;
  }

  /**
   * Whether previews are for whoever asks. Names below {@code localhost} lead to the asking machine
   * itself, so another machine that uses one has made the name up.
   */
  boolean isFor(HttpServletRequest request) {
    return !local || isThisMachine(request.getRemoteAddr());
  }

  /** Whether a browser takes secure cookies here, which a page within a page needs. */
  boolean isSecure() {
    return local || pattern.startsWith("https:");
  }

  private String authority(HttpServletRequest request) {
    var rest = pattern.substring(scheme().length());
    return local ? rest + ":" + request.getLocalPort() : rest;
  }

  private String scheme() {
    return pattern.substring(0, pattern.indexOf("//") + 2);
  }

  private static boolean isThisMachine(String address) {
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
