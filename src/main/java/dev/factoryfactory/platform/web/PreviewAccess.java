package dev.factoryfactory.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.home.Secrets;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Who may see a preview. The page asks for a ticket, which is good once and briefly; for it a
 * browser gets a cookie that opens this one preview, and nothing else of the server.
 */
@Component
final class PreviewAccess {

  /** Everything of ours in a cookie header begins like this. */
  static final String OUR_COOKIES = "factory-factory-";

  private static final String COOKIE = OUR_COOKIES + "preview";
  private static final String BEARER = "Bearer ";
  private static final Duration BRIEFLY = Duration.ofMinutes(2);
  private static final Duration LIFE = Duration.ofDays(30);
  private static final int MOST_TICKETS = 10_000;

  private final AccessToken token;
  private final PreviewAddress address;
  private final Cache<String, Ticket> tickets =
      Caffeine.newBuilder().expireAfterWrite(BRIEFLY).maximumSize(MOST_TICKETS).build();

  PreviewAccess(AccessToken token, PreviewAddress address) {
    this.token = token;
    this.address = address;
  }

  /** What a ticket opens, and the path it leads to. */
  record Ticket(WorkspaceId workspace, String path) {}

  String issue(Ticket ticket) {
    var code = Secrets.random();
    tickets.put(code, ticket);
    return code;
  }

  /** Takes a ticket back; whoever comes second with it gets nothing. */
  Optional<Ticket> redeem(String code, WorkspaceId workspace) {
    return Optional.ofNullable(tickets.asMap().remove(code))
        .filter(ticket -> ticket.workspace().equals(workspace));
  }

  boolean isSignedIn(HttpServletRequest request, WorkspaceId workspace) {
    return isOurToken(request.getHeader(HttpHeaders.AUTHORIZATION))
        || Stream.ofNullable(request.getCookies())
            .flatMap(Stream::of)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .anyMatch(value -> AccessToken.same(value, secret(workspace)));
  }

  /** Whether a header is the server's own token, which no dev server may see. */
  boolean isOurToken(@org.jspecify.annotations.Nullable String header) {
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && token.isToken(header.substring(BEARER.length()).strip());
  }

  /**
   * The cookie that opens the preview of one workspace. Within our page the preview is of another
   * site: a browser sends it a cookie only if that is secure, and keeps it apart for each such
   * page.
   */
  ResponseCookie cookie(WorkspaceId workspace) {
    return ResponseCookie.from(COOKIE, secret(workspace))
        .httpOnly(true)
        .path("/")
        .maxAge(LIFE)
        .secure(address.isSecure())
        .sameSite(address.isSecure() ? "None" : "Lax")
        .partitioned(address.isSecure())
        .build();
  }

  private String secret(WorkspaceId workspace) {
    return token.derive("factory-factory preview 1 " + workspace);
  }
}
