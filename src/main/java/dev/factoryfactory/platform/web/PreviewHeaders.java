package dev.factoryfactory.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What of a request and of its answer passes between a browser and a dev server. The dev server
 * takes it that it is called at {@code localhost} with its own port, as without a preview; nothing
 * that opens this server passes, in either direction.
 */
final class PreviewHeaders {

  /** Between two neighbours only (RFC 9110, 7.6.1), or set anew by the client. */
  private static final Set<String> HOP_BY_HOP =
      caseless(
          "Connection",
          "Keep-Alive",
          "Proxy-Authenticate",
          "Proxy-Authorization",
          "Proxy-Connection",
          "TE",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade");

  private static final Set<String> NOT_ASKED =
      caseless(
          "Host",
          "Content-Length",
          "Expect",
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Proto",
          "X-Real-IP");

  /** What would keep the page out of ours, or tie the whole of localhost to an encryption. */
  private static final Set<String> NOT_ANSWERED =
      caseless("X-Frame-Options", "Strict-Transport-Security");

  private static final String WEB_SOCKET = "sec-websocket-";
  private static final Pattern SERVED_AT =
      Pattern.compile(
          "^(?:https?:)?//(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::(\\d{1,5}))?(?=[/?#]|$)");

  private static final Set<String> CHANGED_ATTRIBUTES =
      caseless("Domain", "SameSite", "Secure", "Partitioned");

  private final PreviewAccess access;
  private final String previewOrigin;
  private final boolean secure;
  private final int port;

  PreviewHeaders(PreviewAccess access, String previewOrigin, boolean secure, int port) {
    this.access = access;
    this.previewOrigin = previewOrigin;
    this.secure = secure;
    this.port = port;
  }

  /** What the dev server calls itself. */
  String authority() {
    return "localhost:" + port;
  }

  /** Hands on what the dev server may see of a request. */
  void ask(HttpServletRequest request, BiConsumer<String, String> header) {
    var dropped = connectionHeaders(Collections.list(request.getHeaders(HttpHeaders.CONNECTION)));
    for (var name : Collections.list(request.getHeaderNames())) {
      if (dropped.contains(name)
          || NOT_ASKED.contains(name)
          || name.toLowerCase(Locale.ROOT).startsWith(WEB_SOCKET)) {
        continue;
      }
      for (var value : Collections.list(request.getHeaders(name))) {
        asked(name, value).ifPresent(sent -> header.accept(name, sent));
      }
    }
  }

  private Optional<String> asked(String name, String value) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "authorization" -> access.isOurToken(value) ? Optional.empty() : Optional.of(value);
      case "cookie" -> withoutOurs(value);
      case "origin", "referer" ->
          Optional.of(
              value.startsWith(previewOrigin)
                  ? "http://" + authority() + value.substring(previewOrigin.length())
                  : value);
      default -> Optional.of(value);
    };
  }

  /** Hands on what the browser may see of an answer. */
  void answer(java.net.http.HttpHeaders headers, BiConsumer<String, String> header) {
    var dropped = connectionHeaders(headers.allValues(HttpHeaders.CONNECTION));
    headers
        .map()
        .forEach(
            (name, values) -> {
              if (!dropped.contains(name)
                  && !NOT_ANSWERED.contains(name)
                  && !name.startsWith(":")
                  && !name.toLowerCase(Locale.ROOT).startsWith(WEB_SOCKET)) {
                values.forEach(
                    value -> answered(name, value).ifPresent(sent -> header.accept(name, sent)));
              }
            });
  }

  private Optional<String> answered(String name, String value) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "location", "content-location" -> Optional.of(withinPreview(value));
      case "set-cookie" -> cookie(value);
      case "content-security-policy", "content-security-policy-report-only" ->
          withoutAncestors(value);
      default -> Optional.of(value);
    };
  }

  /** An address of the dev server itself leads through the preview again. */
  private String withinPreview(String location) {
    var served = SERVED_AT.matcher(location);
    if (served.find() && Integer.toString(port).equals(served.group(1))) {
      var path = location.substring(served.end());
      return path.startsWith("/") ? previewOrigin + path : previewOrigin + "/" + path;
    }
    return location;
  }

  /** Within our page it has to be secure and kept apart, or no browser would send it back. */
  private Optional<String> cookie(String value) {
    if (value.stripLeading().startsWith(PreviewAccess.OUR_COOKIES)) {
      return Optional.empty();
    }
    var kept =
        Arrays.stream(value.split(";"))
            .filter(part -> !CHANGED_ATTRIBUTES.contains(part.split("=", 2)[0].strip()))
            .collect(Collectors.joining(";"));
    return Optional.of(secure ? kept + "; SameSite=None; Secure; Partitioned" : kept);
  }

  private static Optional<String> withoutOurs(String cookies) {
    var kept =
        Arrays.stream(cookies.split(";"))
            .map(String::strip)
            .filter(cookie -> !cookie.startsWith(PreviewAccess.OUR_COOKIES))
            .collect(Collectors.joining("; "));
    return Optional.of(kept).filter(text -> !text.isEmpty());
  }

  private static Optional<String> withoutAncestors(String policy) {
    var kept =
        Arrays.stream(policy.split(";"))
            .filter(part -> !part.strip().toLowerCase(Locale.ROOT).startsWith("frame-ancestors"))
            .collect(Collectors.joining(";"));
    return Optional.of(kept).filter(text -> !text.isBlank());
  }

  /** The hop-by-hop headers, and those that the connection names besides. */
  private static Set<String> connectionHeaders(@Nullable List<String> named) {
    var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(HOP_BY_HOP);
    if (named != null) {
      named.stream()
          .flatMap(value -> Arrays.stream(value.split(",")))
          .map(String::strip)
          .filter(name -> !name.isEmpty())
          .forEach(names::add);
    }
    return names;
  }

  private static Set<String> caseless(String... names) {
    var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return Collections.unmodifiableSet(set);
  }
}
