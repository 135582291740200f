package dev.factoryfactory.github.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import dev.factoryfactory.github.api.Wire.Letter;
import dev.factoryfactory.github.api.Wire.Reply;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one way to GitHub's servers. Equal questions at the same time are asked once, few at a time,
 * and none while the host wants to be left alone. REST answers are remembered by their ETag.
 */
public final class GitHubApi {

  private static final JsonMapper JSON = new JsonMapper();

  /** A server that is several versions behind may tell of some fields only after others. */
  private static final int MAX_REDUCTIONS = 5;

  private static final long REMEMBERED_BYTES = 16L * 1024 * 1024;

  private record Remembered(String tag, String body) {}

  private interface Question {

    JsonNode ask() throws GitHubFailure;
  }

  private final Wire wire = new Wire();
  private final Function<String, GitHubHost> hosts;
  private final Tokens tokens;
  private final RateLimits limits;
  private final Questions questions = new Questions();
  private final WriteTurns writes;
  private final Map<String, CompletableFuture<JsonNode>> flying = new ConcurrentHashMap<>();
  private final Cache<String, Remembered> remembered =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED_BYTES)
          .weigher((String key, Remembered value) -> key.length() + value.body().length())
          .build();

  /**
   * @param hosts where a host answers programs
   */
  public GitHubApi(Function<String, GitHubHost> hosts, Tokens tokens, Clock clock) {
    this(hosts, tokens, clock, Thread::sleep);
  }

  /**
   * @param pause how a change waits for its turn
   */
  GitHubApi(
      Function<String, GitHubHost> hosts, Tokens tokens, Clock clock, WriteTurns.Pause pause) {
    this.hosts = hosts;
    this.tokens = tokens;
    this.limits = new RateLimits(clock, RandomGenerator.getDefault());
    this.writes = new WriteTurns(clock, pause);
  }

  /**
   * Asks by GraphQL.
   *
   * @return {@code data}, of which parts may be missing that this token may not see
   */
  public JsonNode query(String host, String query, Map<String, Object> variables)
      throws GitHubFailure {
    var known = questions.onHost(host, query);
    return once(
        "graphql " + host + known + JSON.writeValueAsString(variables),
        () -> graphQl(host, query, known, variables));
  }

  /**
   * Changes something by GraphQL; never asked twice, and refused as a whole.
   *
   * @return {@code data}
   */
  public JsonNode mutate(String host, String query, Map<String, Object> variables)
      throws GitHubFailure {
    try {
      var body = JSON.writeValueAsString(Map.of("query", query, "variables", variables));
      var answer = writes.take(host, () -> ask(host, body));
      if (!answer.path("errors").isEmpty() || !answer.path("data").isObject()) {
        throw refusal(answer);
      }
      return answer.path("data");
    } finally {
      forgetQuestions();
    }
  }

  /**
   * Asks by REST; an answer that did not change costs nothing of the allowance.
   *
   * @param path without a slash at its beginning
   */
  public JsonNode get(String host, String path) throws GitHubFailure {
    return once("get " + host + " " + path, () -> parse(read(host, path)));
  }

  /**
   * The bytes behind a path, such as a job's log, which lies on another host.
   *
   * @param most how many; of more the beginning and the end are kept
   */
  public byte[] bytes(String host, String path, int most) throws GitHubFailure {
    return send(new Letter(
            host, "GET", at(host, path), null, "core", null, stream -> Excerpt.read(stream, most)))
        .bytes();
  }

  /** Changes something by REST; never sent twice. */
  public JsonNode send(String host, String method, String path, @Nullable Object body)
      throws GitHubFailure {
    try {
      var json = body == null ? "" : JSON.writeValueAsString(body);
      var letter = new Letter(host, method, at(host, path), json, "core", null);
      var reply = writes.take(host, () -> send(letter));
      return reply.body().isBlank() ? JSON.createObjectNode() : parse(reply.body());
    } finally {
      forgetQuestions();
    }
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
    var last = known == null ? null : known.tag();
    var reply = send(new Letter(host, "GET", at(host, path), null, "core", last));
    if (reply.status() == 304 && known != null) {
      return known.body();
    }
    reply
        .headers()
        .firstValue("etag")
        .ifPresent(tag -> remembered.put(key, new Remembered(tag, reply.body())));
    return reply.body();
  }

  private JsonNode graphQl(
      String host, String question, String known, Map<String, Object> variables)
      throws GitHubFailure {
    var text = known;
    for (int i = 0; i < MAX_REDUCTIONS; i++) {
      var answer =
          ask(host, JSON.writeValueAsString(Map.of("query", text, "variables", variables)));
      if (answer.path("data") instanceof ObjectNode data) {
        answer.path("errors").forEach(error -> withhold(data, error.path("path")));
        return data;
      }
      var reduced = questions.reduced(host, question, text, answer.path("errors"));
      if (reduced == null) {
        throw refusal(answer);
      }
      text = reduced;
    }
    throw new GitHubFailure(Kind.REFUSED, "%s does not know what is asked for.".formatted(host));
  }

  /** A null that comes with an error is not known to be nothing: it is left out instead. */
  private static void withhold(ObjectNode data, JsonNode path) {
    JsonNode node = data;
    for (var step : path) {
      var next = step.isString() ? node.path(step.stringValue()) : node.path(step.asInt(-1));
      if (next.isNull() && node instanceof ObjectNode parent) {
        parent.remove(step.asString(""));
        return;
      }
      node = next;
    }
  }

  private JsonNode ask(String host, String body) throws GitHubFailure {
    var reply = send(new Letter(host, "POST", hosts.apply(host).graphQl(), body, "graphql", null));
    var answer = parse(reply.body());
    for (var error : answer.path("errors")) {
      var type = error.path("type").asString("");
      if (type.equals("RATE_LIMITED") || type.equals("RATE_LIMIT")) {
        throw limits.refuse(host, "graphql", reply.headers());
      }
    }
    return answer;
  }

  private static GitHubFailure refusal(JsonNode answer) {
    var message = answer.path("errors").path(0).path("message").asString("");
    var type = answer.path("errors").path(0).path("type").asString("");
    return new GitHubFailure(
        switch (type) {
          case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> Kind.FORBIDDEN;
          case "NOT_FOUND" -> Kind.NOT_FOUND;
          case "RESOURCE_LIMITS_EXCEEDED" -> Kind.UNAVAILABLE;
          default -> message.isEmpty() ? Kind.UNAVAILABLE : Kind.REFUSED;
        },
        message.isEmpty() ? "GitHub's answer has no data." : bounded(message));
  }

  private URI at(String host, String path) {
    return hosts.apply(host).rest().resolve(path);
  }

  private Reply send(Letter letter) throws GitHubFailure {
    var host = letter.host();
    var token = token(host, false);
    limits.check(host, letter.resource());
    var reply = wire.exchange(letter, token);
    if (reply.status() == 401) {
      var renewed = token(host, true);
      if (!renewed.equals(token)) {
        reply = wire.exchange(letter, renewed);
      }
    }
    judge(host, letter.resource(), reply);
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
      case 405 -> new GitHubFailure(Kind.NOT_ALLOWED, message);
      case 409 -> new GitHubFailure(Kind.CONFLICT, message);
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

  /** Its sentence, and what it has against each field, which often is the one that matters. */
  private static String message(Reply reply) {
    try {
      var answer = JSON.readTree(reply.body());
      var words = new StringJoiner(" ");
      words.add(answer.path("message").asString(""));
      for (var error : answer.path("errors")) {
        words.add(error.isString() ? error.asString() : error.path("message").asString(""));
      }
      var message = words.toString().strip();
      return message.isEmpty() ? "GitHub answered %d.".formatted(reply.status()) : bounded(message);
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

  /** What was asked before a change is no answer for who asks after it. */
  private void forgetQuestions() {
    flying.clear();
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
