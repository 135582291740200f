package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises the one user of this server, by the token of a script or the cookie of a browser. */
final class SignInFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final AccessToken token;
  private final SignInCookie cookie;
  private final Problems problems;

  SignInFilter(AccessToken token, SignInCookie cookie, Problems problems) {
    this.token = token;
    this.cookie = cookie;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (hasToken(request)) {
      signIn();
    } else if (cookie.isIn(request)) {
      if (!READING.contains(request.getMethod()) && !isSentByOurPage(request)) {
        problems.write(
            response,
            ErrorCode.FOREIGN_ORIGIN,
            "A change by cookie must come from this server's own page. Scripts send the token.");
        return;
      }
      signIn();
    }
    chain.doFilter(request, response);
  }

  private boolean hasToken(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && token.isToken(header.substring(BEARER.length()).strip());
  }

  /** A foreign origin was turned away before; here one of the two must be present. */
  private static boolean isSentByOurPage(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.ORIGIN) != null
        || "same-origin".equals(request.getHeader(TrustedAddressFilter.FETCH_SITE));
  }

  private static void signIn() {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            "owner", null, AuthorityUtils.createAuthorityList("OWNER")));
    SecurityContextHolder.setContext(context);
  }
}
