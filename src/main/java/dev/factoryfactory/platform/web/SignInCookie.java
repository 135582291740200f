package dev.factoryfactory.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The cookie of a signed-in browser. */
@Component
final class SignInCookie {

  private static final Duration LIFE = Duration.ofDays(365);

  private final AccessToken token;

  SignInCookie(AccessToken token) {
    this.token = token;
  }

  boolean isIn(HttpServletRequest request) {
    return value(request).filter(token::isCookie).isPresent();
  }

  ResponseCookie signedIn(HttpServletRequest request) {
    return cookie(request, token.cookie(), LIFE);
  }

  ResponseCookie signedOut(HttpServletRequest request) {
    return cookie(request, "", Duration.ZERO);
  }

  private static ResponseCookie cookie(HttpServletRequest request, String value, Duration life) {
    return ResponseCookie.from(name(request), value)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(request.isSecure())
        .path("/")
        .maxAge(life)
        .build();
  }

  private static Optional<String> value(HttpServletRequest request) {
    var name = name(request);
    return Optional.ofNullable(request.getCookies()).stream()
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  /** Browsers share cookies among the ports of a host; two servers must not sign each other out. */
  private static String name(HttpServletRequest request) {
    return "factory-factory-" + request.getLocalPort();
  }
}
