package dev.factoryfactory.demo.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GitHub small enough to run inside a test: GraphQL and REST in the shapes that this server asks
 * for, over bare git repositories, with limits, delays and faults on request.
 */
public final class LocalGitHub implements AutoCloseable {

  /** What goes wrong with one answer. */
  public enum Fault {
    BAD_GATEWAY,
    MALFORMED,
    UNAUTHORIZED,
    PRIMARY_LIMIT,
    SECONDARY_LIMIT,
    /** The token may not read checks: GraphQL answers without them, and says so beside. */
    FORBIDDEN_CHECKS,
    /** The token may not read checks, but what Actions did. */
    ONLY_ACTIONS,
    /** The connection ends without an answer. */
    CUT
  }

  /**
   * What was asked.
   *
   * @param question GraphQL's operation, or the path
   */
  public record Asked(String method, String question, boolean conditional) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final String LOGS = "/blobs/logs/";
  private static final long ALLOWANCE = 5_000;
  private static final Duration HOUR = Duration.ofHours(1);

  private final HttpServer server;
  private final String host;
  private final Clock clock;
  private final Map<String, LocalRepository> repositories = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<Fault> faults = new ConcurrentLinkedDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicLong spent = new AtomicLong();
  private volatile @Nullable Fault lasting;
  private volatile String token;
  private volatile Duration latency = Duration.ZERO;
  private volatile @Nullable LocalWebhooks webhooks;
  private volatile Set<String> lacking = Set.of();

  private LocalGitHub(HttpServer server, Clock clock, String token, String host) {
    this.server = server;
    this.host = host;
    this.clock = clock;
    this.token = token;
  }

  /** Starts one on a free port of this machine. */
  public static LocalGitHub start(Clock clock, String token) throws IOException {
    return start(clock, token, "github.com");
  }

  /**
   * The same under another name.
   *
   * @param host what stands in the addresses that it gives
   */
  public static LocalGitHub start(Clock clock, String token, String host) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var gitHub = new LocalGitHub(server, clock, token, host);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", gitHub::handle);
    server.start();
    return gitHub;
  }

  /** Where its REST interface is; GraphQL is beside it. */
  public URI restUrl() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  /** Adds a repository over a bare one on disk. */
  public LocalRepository add(String owner, String name, Path bare) {
    var repository = new LocalRepository(host, owner, name, bare, clock);
    repositories.put(owner + "/" + name, repository);
    return repository;
  }

  /** The next answers go wrong, one after the other. */
  public void fail(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** Every answer goes wrong from now on; {@code null} ends that. */
  public void failAlways(@Nullable Fault fault) {
    lasting = fault;
  }

  /** Every answer takes so long from now on. */
  public void delay(Duration next) {
    latency = next;
  }

  /**
   * Tells an address, signed, of each new head and check from now on.
   *
   * @param host as which this is known there
   */
  public void deliver(URI target, String secret, String host) {
    stopDelivering();
    webhooks = new LocalWebhooks(target, secret, host, repositories);
  }

  /** Tells nobody any more. */
  public void stopDelivering() {
    var before = webhooks;
    if (before != null) {
      before.close();
    }
    webhooks = null;
  }

  /** Is of a version from now on that does not know some fields yet. */
  public void lack(String... fields) {
    lacking = Set.of(fields);
  }

  /** Takes another token from now on. */
  public void renewToken(String next) {
    token = next;
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    stopDelivering();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var path = exchange.getRequestURI().getPath();
      boolean graphQl = path.equals("/graphql");
      var question = graphQl ? LocalGraphQl.operation(body) : path;
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              question,
              exchange.getRequestHeaders().containsKey("If-None-Match")));
      LockSupport.parkNanos(latency.toNanos());
      if (path.startsWith(LOGS)) {
        blob(exchange, path);
        return;
      }
      var fault = faults.isEmpty() ? lasting : faults.poll();
      boolean mild =
          graphQl && fault == Fault.FORBIDDEN_CHECKS
              || fault == Fault.ONLY_ACTIONS && !path.contains("/check-runs");
      if (fault != null && !mild) {
        fail(exchange, fault);
      } else if (!("Bearer " + token)
          .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, "{\"message\":\"Bad credentials\"}");
      } else if (graphQl) {
        spent.incrementAndGet();
        var reply = LocalSchema.refusal(lacking, JSON.readTree(body));
        if (reply == null) {
          reply = new LocalGraphQl(repositories).answer(JSON.readTree(body));
        }
        if (mild) {
          LocalGraphQl.forbidChecks(reply);
        }
        answer(exchange, 200, reply.toString());
      } else {
        rest(exchange, path, body);
      }
    }
  }

  /** Where logs lie, a token is not welcome: the address itself is what lets in. */
  private void blob(HttpExchange exchange, String path) throws IOException {
    var place = path.substring(LOGS.length()).split("/");
    var repository = repositories.get(place[0] + "/" + place[1]);
    var log = Optional.ofNullable(repository).map(known -> known.job(Long.parseLong(place[2])));
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      answer(exchange, 400, "<Error>InvalidAuthenticationInfo</Error>");
    } else {
      answer(exchange, log.isPresent() ? 200 : 404, log.map(LocalCheck::log).orElse(""));
    }
  }

  private void rest(HttpExchange exchange, String path, String body) throws IOException {
    if (path.equals("/search/issues")) {
      var query = exchange.getRequestURI().getRawQuery();
      answer(exchange, 200, LocalIssues.search(repositories, query).toString());
      return;
    }
    var parts = path.split("/", 5);
    var repository =
        parts.length >= 4 && parts[1].equals("repos")
            ? repositories.get(parts[2] + "/" + parts[3])
            : null;
    if (repository == null) {
      answer(exchange, 404, "{\"message\":\"Not Found\"}");
      return;
    }
    var logs =
        "http://localhost:%d%s%s/%s/"
            .formatted(server.getAddress().getPort(), LOGS, repository.owner(), repository.name());
    var reply =
        new LocalRest(repositories, repository, logs)
            .answer(
                exchange.getRequestMethod(),
                parts.length > 4 ? parts[4] : "",
                query(exchange),
                body);
    if (reply.location() != null) {
      exchange.getResponseHeaders().set("Location", reply.location());
    } else if (exchange.getRequestMethod().equals("GET") && reply.status() == 200) {
      var tag = "W/\"%s\"".formatted(Integer.toHexString(reply.body().hashCode()));
      exchange.getResponseHeaders().set("ETag", tag);
      if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        limits(exchange);
        exchange.sendResponseHeaders(304, -1);
        return;
      }
    }
    spent.incrementAndGet();
    answer(exchange, reply.status(), reply.body());
  }

  private static Map<String, String> query(HttpExchange exchange) {
    var query = exchange.getRequestURI().getRawQuery();
    var values = new HashMap<String, String>();
    for (var pair : query == null ? new String[0] : query.split("&")) {
      var halves = pair.split("=", 2);
      values.put(halves[0], URLDecoder.decode(halves[halves.length - 1], StandardCharsets.UTF_8));
    }
    return values;
  }

  private void fail(HttpExchange exchange, Fault fault) throws IOException {
    switch (fault) {
      case BAD_GATEWAY -> answer(exchange, 502, "<html>Bad Gateway</html>");
      case MALFORMED -> answer(exchange, 200, "{\"data\": {\"r0\": ");
      case UNAUTHORIZED -> answer(exchange, 401, "{\"message\":\"Bad credentials\"}");
      case PRIMARY_LIMIT -> {
        spent.set(ALLOWANCE);
        answer(exchange, 403, "{\"message\":\"API rate limit exceeded for user ID 1.\"}");
        spent.set(0);
      }
      case SECONDARY_LIMIT -> {
        exchange.getResponseHeaders().set("Retry-After", "60");
        answer(exchange, 403, "{\"message\":\"You have exceeded a secondary rate limit.\"}");
      }
      case FORBIDDEN_CHECKS, ONLY_ACTIONS ->
          answer(exchange, 403, "{\"message\":\"Resource not accessible\"}");
      case CUT -> exchange.close();
    }
  }

  private void limits(HttpExchange exchange) {
    var headers = exchange.getResponseHeaders();
    headers.set("X-RateLimit-Limit", String.valueOf(ALLOWANCE));
    headers.set("X-RateLimit-Remaining", String.valueOf(ALLOWANCE - spent.get()));
    headers.set("X-RateLimit-Reset", String.valueOf(clock.instant().plus(HOUR).getEpochSecond()));
    headers.set(
        "X-RateLimit-Resource",
        exchange.getRequestURI().getPath().equals("/graphql") ? "graphql" : "core");
  }

  private void answer(HttpExchange exchange, int status, String text) throws IOException {
    limits(exchange);
    var bytes = status == 204 ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
