package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what another web page sends: by a foreign name that points here, from a foreign
 * origin, or across sites. Comes before any question of who signed in.
 */
final class TrustedAddressFilter extends OncePerRequestFilter {

  static final String FETCH_SITE = "Sec-Fetch-Site";

  private static final String FETCH_MODE = "Sec-Fetch-Mode";
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

  private final TrustedAddresses addresses;
  private final Problems problems;

  TrustedAddressFilter(TrustedAddresses addresses, Problems problems) {
    this.addresses = addresses;
    this.problems = problems;
  }

  /**
   * A delivery comes by a tunnel's name; its signature is checked instead, and no cookie counts.
   */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return Paths.isWebhook(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var host = request.getHeader(HttpHeaders.HOST);
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (host == null || !addresses.isOurs(request, host)) {
      problems.write(
          response,
          ErrorCode.FOREIGN_HOST,
          "This server does not go by that name. Allow it with factory-factory.web.allowed-hosts.");
    } else if (origin != null && !addresses.isOurOrigin(request, origin)) {
      problems.write(response, ErrorCode.FOREIGN_ORIGIN, "Pages of other origins have no access.");
    } else if (comesFromAnotherSite(request) && !opensThePage(request)) {
      problems.write(response, ErrorCode.FOREIGN_ORIGIN, "Requests across sites have no access.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean comesFromAnotherSite(HttpServletRequest request) {
    var site = request.getHeader(FETCH_SITE);
    return site != null && OTHER_SITES.contains(site);
  }

  /** A link elsewhere may lead to the page; its data has to be asked for by the page itself. */
  private static boolean opensThePage(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && "navigate".equals(request.getHeader(FETCH_MODE))
        && !Paths.isData(request);
  }
}
