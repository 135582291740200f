package dev.factoryfactory.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Knows by which names this server may be called. Everything else is a page of somebody else's, or
 * a name of somebody else's that was made to point here.
 */
@Component
final class TrustedAddresses {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final List<String> allowed;
  private final String bound;

  TrustedAddresses(WebProperties properties, Environment environment) {
    this.allowed = properties.allowedHosts();
    this.bound = environment.getProperty("server.address", "");
  }

  /** Whether the {@code Host} header names this server. */
  boolean isOurs(HttpServletRequest request, String host) {
    if (allowed.stream().anyMatch(host::equalsIgnoreCase)) {
      return true;
    }
    var name = name(host);
    return port(host, request.getScheme()) == request.getLocalPort()
        && (LOOPBACK.contains(name) || name.equals(bound) || name.equals(literal(request)));
  }

  /** Whether an {@code Origin} header names a page that this server itself served. */
  boolean isOurOrigin(HttpServletRequest request, String origin) {
    try {
      var uri = URI.create(origin);
      return uri.getScheme() != null
          && SCHEMES.contains(uri.getScheme())
          && uri.getRawAuthority() != null
          && isOurs(request, withPort(uri));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  /**
   * The address at which the request arrived; as a number it can't be a name made to point here.
   */
  private static String literal(HttpServletRequest request) {
    var address = request.getLocalAddr();
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private static String withPort(URI origin) {
    var authority = origin.getRawAuthority();
    return origin.getPort() < 0 && "https".equals(origin.getScheme())
        ? authority + ":443"
        : authority;
  }

  private static String name(String host) {
    var colon = portColon(host);
    return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  private static int port(String host, String scheme) {
    var colon = portColon(host);
    if (colon < 0) {
      return "https".equals(scheme) ? 443 : 80;
    }
    try {
      return Integer.parseInt(host.substring(colon + 1));
    } catch (NumberFormatException malformed) {
      return -1;
    }
  }

  private static int portColon(String host) {
    var colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? colon : -1;
  }
}
