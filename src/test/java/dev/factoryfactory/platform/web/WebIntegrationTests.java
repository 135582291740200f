package dev.factoryfactory.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The forms that answers take: headers, problems, the page, STOMP. */
@ServerTest(properties = "factory-factory.web.page=classpath:/test-page/")
@Import({WebIntegrationTests.SampleController.class, WebIntegrationTests.SampleTopics.class})
class WebIntegrationTests {

  private final ServerClient server;
  private final RawHttp http;
  private final SimpMessagingTemplate topics;

  WebIntegrationTests(ServerClient server, SimpMessagingTemplate topics) {
    this.server = server;
    this.http = new RawHttp(server.port());
    this.topics = topics;
  }

  @Test
  void restrictsWhatABrowserMayDo() throws IOException {
    var reply = http.get("/api/health");

    assertThat(reply.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'", "script-src 'self'", "object-src 'none'")
        .contains("base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe-eval");
    assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(reply.header("Referrer-Policy")).contains("no-referrer");
    assertThat(reply.header("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(reply.header("Permissions-Policy").orElseThrow()).contains("camera=()");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  @Test
  void refusalsOfTheFilterCarryTheSameHeaders() throws IOException {
    var reply = http.get("/api/health", "Host: evil.example");

    assertThat(reply.header("Content-Type")).contains("application/problem+json");
    assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(reply.header("Content-Security-Policy")).isPresent();
  }

  @Test
  void aDomainsRefusalKeepsItsCodeAndFacts() {
    var problem = server.get("/api/sample/refusal");

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(problem.json().path("code").asString()).isEqualTo("PROJECT_EXISTS");
    assertThat(problem.json().path("projectId").asString()).isEqualTo("p1");
    assertThat(problem.json().path("type").asString())
        .isEqualTo("urn:factory-factory:problem:project-exists");
    assertThat(problem.json().path("detail").asString()).isEqualTo("It is there already.");
  }

  @Test
  void aFaultTellsNothingOfTheInside() {
    var problem = server.get("/api/sample/fault");

    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.json().path("code").asString()).isEqualTo("INTERNAL_ERROR");
    assertThat(problem.body()).doesNotContain("secret", "Exception");
  }

  @Test
  void aLostRaceIsAConflict() {
    assertThat(code(server.get("/api/sample/race"), 409)).isEqualTo("CONFLICT");
  }

  @Test
  void inputThatMakesNoSenseIsInvalid() {
    assertThat(code(server.post("/api/sample", "{"), 400)).isEqualTo("INVALID_INPUT");
    assertThat(code(server.post("/api/sample", "[]"), 400)).isEqualTo("INVALID_INPUT");
    assertThat(code(server.post("/api/sample", null), 400)).isEqualTo("INVALID_INPUT");
    assertThat(code(server.get("/api/sample/limit?limit=x"), 400)).isEqualTo("INVALID_INPUT");
    assertThat(code(server.get("/api/sample/limit?limit=99"), 400)).isEqualTo("INVALID_INPUT");
    assertThat(code(server.get("/api/sample/limit"), 400)).isEqualTo("INVALID_INPUT");
    assertThat(code(server.delete("/api/sample/limit"), 405)).isEqualTo("INVALID_INPUT");
    assertThat(code(server.call("POST", "/api/sample", "x", "Content-Type", "text/plain"), 415))
        .isEqualTo("INVALID_INPUT");
  }

  @Test
  void anInvalidFieldIsNamed() {
    var problem = server.post("/api/sample", Map.of("name", " "));

    assertThat(code(problem, 400)).isEqualTo("INVALID_INPUT");
    assertThat(problem.json().path("errors").path(0).path("field").asString()).isEqualTo("name");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(code(server.get("/api/nothing"), 404)).isEqualTo("NOT_FOUND");
    assertThat(code(server.get("/api/sample/id/not-an-id"), 404)).isEqualTo("NOT_FOUND");
    assertThat(code(server.get("/error"), 404)).isEqualTo("NOT_FOUND");
    assertThat(server.get("/api/nothing").body()).doesNotContain("static resource");
  }

  @Test
  void anIdInAPathIsRead() {
    var id = WorkspaceId.random();

    assertThat(server.get("/api/sample/id/" + id).body()).contains(id.toString());
  }

  @Test
  void describesItselfAsOpenApi() {
    var document = server.get("/api/openapi.json").json();

    assertThat(document.path("openapi").asString()).startsWith("3.");
    assertThat(document.path("paths").has("/api/settings")).isTrue();
    assertThat(document.path("paths").has("/error")).isFalse();
  }

  @Test
  void thePageAnswersPathsOfItsOwn() throws IOException {
    for (var path : new String[] {"/", "/projects/1/board", "/index.html"}) {
      var page = http.get(path, "Accept: text/html");
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.body()).contains("<title>Page of the tests</title>");
      assertThat(page.header("Cache-Control")).contains("no-cache");
    }
  }

  @Test
  void thePageStandsInForNothingElse() throws IOException {
    assertThat(http.get("/projects/1", "Accept: application/json").status()).isEqualTo(404);
    assertThat(http.get("/missing.js", "Accept: */*").status()).isEqualTo(404);
    assertThat(server.call("GET", "/api/nothing", null, "Accept", "text/html").body())
        .doesNotContain("<title>");
  }

  @Test
  void hashedAssetsAreKeptByTheBrowser() throws IOException {
    var asset = http.get("/assets/sample-1a2b3c.js", "Accept: */*");

    assertThat(asset.status()).isEqualTo(200);
    assertThat(asset.header("Cache-Control").orElseThrow()).contains("immutable");
  }

  @Test
  void aQuestionIsAnsweredToItsAskerAlone() {
    try (var asker = server.stomp();
        var other = server.stomp()) {
      var overheard = other.subscribe("/topic/sample/7");
      var ownTopic = asker.subscribe("/topic/sample/7");

      var answer = asker.subscribe("/app/sample/7").next();

      assertThat(answer.path("number").asInt()).isEqualTo(7);
      topics.convertAndSend("/topic/sample/7", number(8));
      assertThat(overheard.next().path("number").asInt()).isEqualTo(8);
      assertThat(ownTopic.next().path("number").asInt()).isEqualTo(8);
    }
  }

  @Test
  void aFailedQuestionIsAnsweredWithAProblem() {
    try (var client = server.stomp()) {
      var answer = client.subscribe("/app/sample/13").nextMessage();

      assertThat(answer.headers().getFirst("content-type")).isEqualTo("application/problem+json");
      assertThat(answer.json().path("code").asString()).isEqualTo("NOT_FOUND");
      assertThat(client.subscribe("/app/sample/7").next().path("number").asInt()).isEqualTo(7);
    }
  }

  @Test
  void messagesOfATopicComeInOrder() {
    try (var client = server.stomp()) {
      var topic = client.subscribe("/topic/sample/order");
      client.subscribe("/app/sample/7").next();
      for (int i = 0; i < 500; i++) {
        topics.convertAndSend("/topic/sample/order", number(i));
      }
      for (int i = 0; i < 500; i++) {
        assertThat(topic.next().path("number").asInt()).isEqualTo(i);
      }
    }
  }

  @Test
  void aClientMayNotSpeakOnATopic() {
    try (var listener = server.stomp();
        var speaker = server.stomp()) {
      var topic = listener.subscribe("/topic/sample/9");
      listener.subscribe("/app/sample/7").next();

      speaker.send("/topic/sample/9", "{\"number\":666}");

      assertThat(speaker.lost()).isNotEmpty();
      topics.convertAndSend("/topic/sample/9", number(1));
      assertThat(topic.next().path("number").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aClientMayNotListenToAllTopicsOrToQueues() {
    for (var destination : new String[] {"/topic/**", "/user/queue/x", "/queue/x", "elsewhere"}) {
      try (var client = server.stomp()) {
        client.subscribe(destination);
        assertThat(client.lost()).as(destination).isNotEmpty();
      }
    }
  }

  private static Object number(int number) {
    return Map.of("number", number);
  }

  private static String code(ServerClient.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer.json().path("code").asString("");
  }

  @RestController
  static class SampleController {

    @GetMapping("/api/sample/refusal")
    void refusal() {
      throw new DomainException(
          ErrorCode.PROJECT_EXISTS, "It is there already.", Map.of("projectId", "p1"));
    }

    @GetMapping("/api/sample/fault")
    void fault() {
      throw new IllegalStateException("a secret of the inside");
    }

    @GetMapping("/api/sample/race")
    void race() {
      throw new OptimisticLockingFailureException("row 7 of table x");
    }

    @GetMapping("/api/sample/limit")
    int limit(@RequestParam @Max(50) int limit) {
      return limit;
    }

    @GetMapping("/api/sample/id/{id}")
    WorkspaceId id(@PathVariable WorkspaceId id) {
      return id;
    }

    @PostMapping("/api/sample")
    Sample create(@Valid @RequestBody Sample sample) {
      return sample;
    }

    record Sample(@NotBlank String name) {}
  }

  @Controller
  static class SampleTopics {

    @SubscribeMapping("/sample/{number}")
    Map<String, Integer> answer(@DestinationVariable int number) {
      if (number == 13) {
        throw new DomainException(ErrorCode.NOT_FOUND, "There is no 13.");
      }
      return Map.of("number", number);
    }
  }
}
