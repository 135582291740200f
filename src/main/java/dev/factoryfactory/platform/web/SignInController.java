package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives a browser its cookie, for a link's code or a pasted token, and takes it back. */
@RestController
class SignInController {

  private final AccessToken token;
  private final SignInLinks links;
  private final SignInCookie cookie;

  SignInController(AccessToken token, SignInLinks links, SignInCookie cookie) {
    this.token = token;
    this.links = links;
    this.cookie = cookie;
  }

  /** An old link leads to the page all the same, which then asks for the token. */
  @Hidden
  @GetMapping("/sign-in")
  ResponseEntity<Void> byLink(
      @RequestParam(defaultValue = "") String code, HttpServletRequest request) {
    if (!links.accepts(code)) {
      return redirect("/?sign-in=expired").build();
    }
    return redirect("/").header(HttpHeaders.SET_COOKIE, text(cookie.signedIn(request))).build();
  }

  @PostMapping("/api/sign-in")
  ResponseEntity<Void> byToken(@RequestBody SignInRequest body, HttpServletRequest request) {
    if (body.token() == null || !token.isToken(body.token().strip())) {
      throw new DomainException(ErrorCode.UNAUTHENTICATED, "This is not the server's token.");
    }
    return answer(cookie.signedIn(request));
  }

  @PostMapping("/api/sign-out")
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    return answer(cookie.signedOut(request));
  }

  private static ResponseEntity<Void> answer(ResponseCookie cookie) {
    return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, text(cookie)).build();
  }

  private static ResponseEntity.BodyBuilder redirect(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(path))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static String text(ResponseCookie cookie) {
    return cookie.toString();
  }

  record SignInRequest(@Nullable String token) {}
}
