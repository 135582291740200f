package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Pull requests that agents open, where nothing is swept for an hour. */
@ServerTest(
    properties = {
      "factory-factory.github.active=1h",
      "factory-factory.github.settled=1h",
      "factory-factory.github.discovery=1h",
      "factory-factory.github.webhook-secret=hush"
    })
class AgentPullRequestIntegrationTests extends PullRequestFixture {

  private String session = "";
  private String branch = "";

  AgentPullRequestIntegrationTests(ServerClient server, @LocalServerPort int port) {
    super(server, port);
  }

  @DynamicPropertySource
  static void agent(DynamicPropertyRegistry registry) {
    var agent = "factory-factory.session.agents.scripted.";
    registry.add(
        agent + "command", () -> Path.of(System.getProperty("java.home"), "bin/java").toString());
    registry.add(agent + "args[0]", () -> "-cp");
    registry.add(agent + "args[1]", () -> Path.of("target/classes").toAbsolutePath().toString());
    registry.add(agent + "args[2]", () -> "dev.factoryfactory.demo.agent.ScriptedAgent");
  }

  @BeforeEach
  void startAgentAndLetTheSweepPass() {
    branch = server.get("/api/workspaces/" + workspace).json().path("branch").asString();
    session =
        server
            .post("/api/workspaces/%s/sessions".formatted(workspace), Map.of("agent", "scripted"))
            .json()
            .path("id")
            .asString();
    int before = asked("Open");
    turn("@say Hello");
    await().atMost(Duration.ofSeconds(30)).until(() -> asked("Open") > before);
  }

  @Test
  void whatAnAgentOpenedIsFoundWithOneQuestion() {
    int before = asked("Open");
    int named = asked("Named");
    var opened = repository.open("By an agent", branch, "main");

    turn("@say Done.");

    awaitLinked(opened.number());
    assertThat(asked("Open")).isEqualTo(before + 1);
    assertThat(asked("Named")).isEqualTo(named);
  }

  @Test
  void whatADeliveryTellsOfIsFoundWithOneQuestion() throws Exception {
    int before = asked("Open");
    var opened = repository.open("By somebody", branch, "main");
    var body =
        "{\"repository\":{\"html_url\":\"https://github.com/Acme/%s\"}}"
            .formatted(repository.name());

    assertThat(deliver("pull_request", body, signature(body))).isEqualTo(202);

    awaitLinked(opened.number());
    assertThat(asked("Open")).isEqualTo(before + 1);
  }

  @Test
  void whatAnAgentNamesIsLookedAtOnce() {
    int before = asked("Open");
    int named = asked("Named");
    // It is merged already, so no list of open ones has it.
    var opened = repository.open("By an agent", branch, "main");
    repository.put(opened.withState("MERGED"));

    turn("@say " + address(opened.number()));

    awaitLinked(opened.number());
    assertThat(asked("Named")).isEqualTo(named + 1);
    assertThat(asked("Open")).isEqualTo(before);
  }

  @Test
  void anotherBranchsPullRequestIsNotTakenForItsName() {
    int named = asked("Named");
    repository.open("Almost", branch.toUpperCase(Locale.ROOT), "main");

    turn("@say %s and %s".formatted(address(pullRequest.number()), address(2)));

    await().atMost(Duration.ofSeconds(30)).until(() -> asked("Named") > named);
    int open = asked("Open");
    turn("@say Well.");
    await().atMost(Duration.ofSeconds(30)).until(() -> asked("Open") > open);
    assertThat(server.get(path("")).status()).isEqualTo(404);
  }

  private String address(int number) {
    return "https://github.com/acme/%s/pull/%d".formatted(repository.name(), number);
  }

  private void awaitLinked(int number) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> entry().path("pullRequest").path("number").asInt(0) == number);
  }

  private void turn(String prompt) {
    long ended = ended();
    server.post("/api/sessions/%s/messages".formatted(session), Map.of("text", prompt));
    await().atMost(Duration.ofSeconds(30)).until(() -> ended() > ended);
  }

  private long ended() {
    return server
        .get("/api/sessions/%s/events?limit=1000".formatted(session))
        .json()
        .valueStream()
        .filter(event -> event.path("type").asString("").equals("turn_ended"))
        .count();
  }

  private static int asked(String operation) {
    return (int)
        GITHUB.asked().stream().filter(asked -> asked.question().equals(operation)).count();
  }
}
