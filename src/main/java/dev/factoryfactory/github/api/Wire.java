package dev.factoryfactory.github.api;

import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Sends one request at a time through few doors, and follows where it leads. */
final class Wire {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int MAX_BODY = 32 * 1024 * 1024;
  private static final int MAX_REDIRECTS = 3;
  private static final int REST_AT_ONCE = 4;

  /** An answer as it came. */
  record Reply(int status, HttpHeaders headers, byte[] bytes) {

    String body() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** What is kept of an answer's body. */
  interface Keeping {

    byte[] read(InputStream body) throws IOException;
  }

  /**
   * A request without who signs in.
   *
   * @param resource what it is counted as
   * @param tag of the answer that is remembered
   */
  record Letter(
      String host,
      String method,
      URI uri,
      @Nullable String body,
      String resource,
      @Nullable String tag,
      Keeping keeping) {

    Letter(
        String host,
        String method,
        URI uri,
        @Nullable String body,
        String resource,
        @Nullable String tag) {
      this(host, method, uri, body, resource, tag, stream -> stream.readNBytes(MAX_BODY));
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Map<String, Semaphore> doors = new ConcurrentHashMap<>();

  Reply exchange(Letter letter, String token) throws GitHubFailure {
    boolean graphQl = letter.resource().equals("graphql");
    var door =
        doors.computeIfAbsent(
            letter.host() + letter.resource(), _ -> new Semaphore(graphQl ? 1 : REST_AT_ONCE));
    try {
      door.acquire();
      try {
        return follow(letter, token);
      } finally {
        door.release();
      }
    } catch (IOException e) {
      throw new GitHubFailure(
          Kind.UNAVAILABLE,
          "%s can't be reached: %s".formatted(letter.host(), e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitHubFailure(Kind.UNAVAILABLE, "Interrupted while asking " + letter.host());
    }
  }

  /** A token goes to its own host only: logs lie elsewhere, behind an address that is signed. */
  private Reply follow(Letter letter, String token)
      throws IOException, InterruptedException, GitHubFailure {
    var home = letter.uri();
    var target = home;
    for (int hops = 0; ; hops++) {
      boolean isHome = target.getAuthority().equals(home.getAuthority());
      var reply = once(request(letter, target, isHome ? token : null), letter.keeping());
      var next = next(reply, target);
      if (next == null || hops == MAX_REDIRECTS) {
        return reply;
      }
      boolean leaves = !home.getAuthority().equals(next.getAuthority());
      if (leaves && !letter.method().equals("GET")
          || next.getAuthority() == null
          || !home.getScheme().equals(next.getScheme())) {
        throw new GitHubFailure(Kind.UNAVAILABLE, "GitHub leads to a place that is not followed.");
      }
      target = next;
    }
  }

  private static @Nullable URI next(Reply reply, URI from) throws GitHubFailure {
    if (reply.status() / 100 != 3 || reply.status() == 304) {
      return null;
    }
    var location = reply.headers().firstValue("location").orElse(null);
    try {
      return location == null ? null : from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new GitHubFailure(Kind.UNAVAILABLE, "GitHub leads to what is no address.");
    }
  }

  private Reply once(HttpRequest request, Keeping keeping)
      throws IOException, InterruptedException {
    var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream stream = response.body()) {
      return new Reply(response.statusCode(), response.headers(), keeping.read(stream));
    }
  }

  private static HttpRequest request(Letter letter, URI uri, @Nullable String token) {
    var body = letter.body();
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .header("User-Agent", "factory-factory")
            .method(
                letter.method(),
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request
          .header("Authorization", "Bearer " + token)
          .header("Accept", "application/vnd.github+json")
          .header("X-GitHub-Api-Version", "2022-11-28");
    }
    if (letter.tag() != null) {
      request.header("If-None-Match", letter.tag());
    }
    return request.build();
  }
}
