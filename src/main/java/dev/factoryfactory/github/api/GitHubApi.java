package dev.factoryfactory.github.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way to GitHub's servers. Equal questions at the same time are asked once, few at a time,
 * and none while the host wants to be left alone. REST answers are remembered by their ETag.
 */
public final class GitHubApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int MAX_BODY = 32 * 1024 * 1024;
  private static final int MAX_REDIRECTS = 3;
  private static final int REST_AT_ONCE = 4;
  private static final long REMEMBERED_BYTES = 16L * 1024 * 1024;

  /** An answer as it came. */
  private record Reply(int status, java.net.http.HttpHeaders headers, String body) {}

  private record Remembered(String tag, String body) {}

  private interface Question {

    JsonNode ask() throws GitHubFailure;
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Function<String, GitHubHost> hosts;
  private final Tokens tokens;
  private final RateLimits limits;
  private final Map<String, CompletableFuture<JsonNode>> flying = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> doors = new ConcurrentHashMap<>();
  private final Cache<String, Remembered> remembered =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED_BYTES)
          .weigher((String key, Remembered value) -> key.length() + value.body().length())
          .build();

  /**
   * @param hosts where a host answers programs
   */
  public GitHubApi(Function<String, GitHubHost> hosts, Tokens tokens, Clock clock) {
    this.hosts = hosts;
    this.tokens = tokens;
    this.limits = new RateLimits(clock, RandomGenerator.getDefault());
  }

  /**
   * Asks by GraphQL.
   *
   * @return {@code data}, of which parts may be missing that this token may not see
   */
  public JsonNode query(String host, String query, Map<String, Object> variables)
      throws GitHubFailure {
    var body = JSON.writeValueAsString(Map.of("query", query, "variables", variables));
    return once("graphql " + host + body, () -> graphQl(host, body));
  }

  /**
   * Changes something by GraphQL; never asked twice.
   *
   * @return {@code data}
   */
  public JsonNode mutate(String host, String query, Map<String, Object> variables)
      throws GitHubFailure {
    return graphQl(host, JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
  }

  /**
   * Asks by REST; an answer that did not change costs nothing of the allowance.
   *
   * @param path without a slash at its beginning
   */
  public JsonNode get(String host, String path) throws GitHubFailure {
    return once("get " + host + " " + path, () -> parse(read(host, path)));
  }

  /** The text behind a path, such as a job's log, which lies on another host. */
  public String text(String host, String path) throws GitHubFailure {
    return send(host, "GET", hosts.apply(host).rest().resolve(path), null, "core", null).body();
  }

  /** Changes something by REST; never sent twice. */
  public JsonNode send(String host, String method, String path, @Nullable Object body)
      throws GitHubFailure {
    var json = body == null ? "" : JSON.writeValueAsString(body);
    var reply = send(host, method, hosts.apply(host).rest().resolve(path), json, "core", null);
    return reply.body().isBlank() ? JSON.createObjectNode() : parse(reply.body());
  }

  /** What is left of each allowance that was used. */
  public List<RateLimit> limits() {
    return limits.all();
  }

  public Optional<RateLimit> limit(String host, String resource) {
    return limits.of(host, resource);
  }

  private String read(String host, String path) throws GitHubFailure {
    var key = host + " " + path + " " + tokens.of(host, false).hashCode();
    var known = remembered.getIfPresent(key);
    var reply =
        send(
            host,
            "GET",
            hosts.apply(host).rest().resolve(path),
            null,
            "core",
            known == null ? null : known.tag());
    if (reply.status() == 304 && known != null) {
      return known.body();
    }
    reply
        .headers()
        .firstValue("etag")
        .ifPresent(tag -> remembered.put(key, new Remembered(tag, reply.body())));
    return reply.body();
  }

  private JsonNode graphQl(String host, String body) throws GitHubFailure {
    var reply = send(host, "POST", hosts.apply(host).graphQl(), body, "graphql", null);
    var answer = parse(reply.body());
    for (var error : answer.path("errors")) {
      var type = error.path("type").asString("");
      if (type.equals("RATE_LIMITED") || type.equals("RATE_LIMIT")) {
        throw limits.refuse(host, "graphql", reply.headers());
      }
    }
    var data = answer.path("data");
    if (data.isObject()) {
      return data;
    }
    var message = answer.path("errors").path(0).path("message").asString("");
    var type = answer.path("errors").path(0).path("type").asString("");
    throw new GitHubFailure(
        switch (type) {
          case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> Kind.FORBIDDEN;
          case "NOT_FOUND" -> Kind.NOT_FOUND;
          case "RESOURCE_LIMITS_EXCEEDED" -> Kind.UNAVAILABLE;
          default -> message.isEmpty() ? Kind.UNAVAILABLE : Kind.REFUSED;
        },
        message.isEmpty() ? "GitHub's answer has no data." : bounded(message));
  }

  private Reply send(
      String host,
      String method,
      URI uri,
      @Nullable String body,
      String resource,
      @Nullable String tag)
      throws GitHubFailure {
    var token = token(host, false);
    limits.check(host, resource);
    var reply = exchange(host, method, uri, body, resource, tag, token);
    if (reply.status() == 401) {
      var renewed = token(host, true);
      if (!renewed.equals(token)) {
        reply = exchange(host, method, uri, body, resource, tag, renewed);
      }
    }
    judge(host, resource, reply);
    return reply;
  }

  private String token(String host, boolean anew) throws GitHubFailure {
    return tokens
        .of(host, anew)
        .orElseThrow(
            () ->
                new GitHubFailure(
                    Kind.NO_CREDENTIALS,
                    "There is no token for %s. Run gh auth login --hostname %s, or set GITHUB_TOKEN."
                        .formatted(host, host)));
  }

  private Reply exchange(
      String host,
      String method,
      URI uri,
      @Nullable String body,
      String resource,
      @Nullable String tag,
      String token)
      throws GitHubFailure {
    var door =
        doors.computeIfAbsent(
            host + resource, _ -> new Semaphore(resource.equals("graphql") ? 1 : REST_AT_ONCE));
    try {
      door.acquire();
      try {
        var target = uri;
        for (int hops = 0; ; hops++) {
          boolean home = target.getAuthority().equals(uri.getAuthority());
          var reply = once(request(method, target, body, tag, home ? token : null));
          var next = reply.headers().firstValue("location").map(target::resolve);
          if (reply.status() / 100 != 3
              || reply.status() == 304
              || next.isEmpty()
              || hops == MAX_REDIRECTS) {
            return reply;
          }
          boolean safe =
              method.equals("GET") || next.get().getAuthority().equals(uri.getAuthority());
          if (!safe || !next.get().getScheme().equals(uri.getScheme())) {
            throw new GitHubFailure(
                Kind.UNAVAILABLE, "GitHub leads to another place for a change.");
          }
          target = next.get();
        }
      } finally {
        door.release();
      }
    } catch (IOException e) {
      throw new GitHubFailure(
          Kind.UNAVAILABLE,
          "%s can't be reached: %s".formatted(host, e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitHubFailure(Kind.UNAVAILABLE, "Interrupted while asking " + host);
    }
  }

  private Reply once(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream stream = response.body()) {
      var bytes = stream.readNBytes(MAX_BODY);
      return new Reply(
          response.statusCode(), response.headers(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** A token goes to its own host only: logs lie elsewhere, behind an address that is signed. */
  private static HttpRequest request(
      String method, URI uri, @Nullable String body, @Nullable String tag, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .header("User-Agent", "factory-factory")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request
          .header("Authorization", "Bearer " + token)
          .header("Accept", "application/vnd.github+json")
          .header("X-GitHub-Api-Version", "2022-11-28");
    }
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    return request.build();
  }

  private void judge(String host, String resource, Reply reply) throws GitHubFailure {
    int status = reply.status();
    if (status < 300 || status == 304) {
      limits.learn(host, resource, reply.headers());
      return;
    }
    if (status == 429 || status == 403 && isLimit(reply)) {
      throw limits.refuse(host, resource, reply.headers());
    }
    var message = message(reply);
    throw switch (status) {
      case 401 ->
          new GitHubFailure(
              Kind.UNAUTHORIZED,
              "%s does not take the token any more. Run gh auth login --hostname %s."
                  .formatted(host, host));
      case 403 -> new GitHubFailure(Kind.FORBIDDEN, message);
      case 404, 410 -> new GitHubFailure(Kind.NOT_FOUND, message);
      default ->
          status >= 500 || status < 400
              ? new GitHubFailure(Kind.UNAVAILABLE, "%s answered %d.".formatted(host, status))
              : new GitHubFailure(Kind.REFUSED, message);
    };
  }

  private static boolean isLimit(Reply reply) {
    return reply.headers().firstValue("retry-after").isPresent()
        || reply.headers().firstValueAsLong("x-ratelimit-remaining").orElse(-1) == 0
        || reply.body().contains("secondary rate limit")
        || reply.body().contains("abuse detection");
  }

  private static String message(Reply reply) {
    try {
      var message = JSON.readTree(reply.body()).path("message").asString("");
      return message.isBlank() ? "GitHub answered %d.".formatted(reply.status()) : bounded(message);
    } catch (JacksonException e) {
      return "GitHub answered %d.".formatted(reply.status());
    }
  }

  private static String bounded(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  private static JsonNode parse(String body) throws GitHubFailure {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new GitHubFailure(Kind.UNAVAILABLE, "GitHub's answer is no JSON.");
    }
  }

  /** Who asks the same while it is being asked gets the same answer. */
  private JsonNode once(String key, Question question) throws GitHubFailure {
    var mine = new CompletableFuture<JsonNode>();
    var theirs = flying.putIfAbsent(key, mine);
    if (theirs != null) {
      return join(theirs);
    }
    try {
      var answer = question.ask();
      mine.complete(answer);
      return answer;
    } catch (GitHubFailure | RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flying.remove(key, mine);
    }
  }

  private static JsonNode join(CompletableFuture<JsonNode> answer) throws GitHubFailure {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof GitHubFailure failure) {
        throw failure;
      }
      throw e;
    }
  }
}
