package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.demo.github.LocalGitHub;
import dev.factoryfactory.demo.github.LocalPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Auto-fix from end to end: real server, git and agent processes, and a GitHub of this machine. */
@ServerTest(
    properties = {
      "factory-factory.github.active=1s",
      "factory-factory.github.settled=1s",
      "factory-factory.session.agents.mender.command=${java.home}/bin/java",
      "factory-factory.session.agents.mender.args[0]=-XX:TieredStopAtLevel=1",
      "factory-factory.session.agents.mender.args[1]=-XX:+UseSerialGC",
      "factory-factory.session.agents.mender.args[2]=-cp",
      "factory-factory.session.agents.mender.args[3]=${user.dir}/target/classes",
      "factory-factory.session.agents.mender.args[4]=dev.factoryfactory.demo.agent.ScriptedAgent",
      "factory-factory.session.agents.mender.env.SCRIPTED_AGENT_HOME=${user.dir}/target/mender",
    })
class RatchetIntegrationTests extends PullRequestFixture {

  private static final String LOG =
      """
      2026-01-28T18:10:19.4236771Z ##[group]Run mvn -B verify
      2026-01-28T18:10:19.4236772Z ##[endgroup]
      2026-01-28T18:10:20.4236773Z [INFO] -------------------------------------------------------
      2026-01-28T18:10:20.4236773Z [INFO]  T E S T S
      2026-01-28T18:10:20.4236773Z [INFO] -------------------------------------------------------
      2026-01-28T18:10:20.4236773Z [ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0 <<< FAILURE! -- in MillTest
      2026-01-28T18:10:20.4236773Z [ERROR] MillTest.grinds -- Time elapsed: 0.01 s <<< FAILURE!
      2026-01-28T18:10:20.4236773Z org.opentest4j.AssertionFailedError: expected: <flour> but was: <gravel>
      2026-01-28T18:10:20.4236774Z [ERROR] Failed to execute goal surefire:test: There are test failures.
      2026-01-28T18:10:20.4236774Z ##[error]Process completed with exit code 1.
      """;
  private static final String FLAKY =
      """
      2026-01-28T18:10:19.4236771Z ##[group]Run npm ci
      2026-01-28T18:10:19.4236772Z ##[endgroup]
      2026-01-28T18:10:20.4236773Z npm error code ECONNRESET
      2026-01-28T18:10:20.4236773Z npm error network request to https://registry.example.org/left-pad failed, reason: socket hang up
      2026-01-28T18:10:20.4236774Z ##[error]Process completed with exit code 1.
      """;

  private Path bare = Path.of("none");
  private Path worktree = Path.of("none");
  private String branch = "";

  RatchetIntegrationTests(ServerClient server, @LocalServerPort int port) {
    super(server, port);
  }

  @BeforeEach
  void pushGoesToABareRepository(@TempDir Path elsewhere) throws Exception {
    bare = elsewhere.resolve("bare.git");
    worktree =
        Path.of(server.get("/api/workspaces/" + workspace).json().path("worktreePath").asString());
    branch = git(worktree, "branch", "--show-current").strip();
    git(worktree, "clone", "-q", "--bare", ".", bare.toString());
    repository = GITHUB.add("acme", repository.name(), bare);
    repository.script(
        (head, _) ->
            List.of(
                head.has("broken.txt")
                    ? LocalPlan.of("test", "FAILURE", Duration.ZERO, LOG)
                    : LocalPlan.of("test", "SUCCESS", Duration.ZERO, "")));
    git(worktree, "config", "url." + bare + ".pushInsteadOf", origin());
    var chosen = server.patch("/api/workspaces/" + workspace, Map.of("agent", "mender"));
    assertThat(chosen.status()).as(chosen.body()).isEqualTo(200);
  }

  /** With its agents and what they look at, or the next tests would wait for them. */
  @AfterEach
  void removeWorkspace() {
    server.put(ratchet(""), Map.of("enabled", false));
    server.delete("/api/workspaces/%s?confirm=true".formatted(workspace));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.get("/api/workspaces/" + workspace).status() == 404);
  }

  private void commit(String file, String text) throws Exception {
    Files.writeString(worktree.resolve(file), text);
    git(worktree, "add", "-A");
    git(worktree, "-c", "user.name=t", "-c", "user.email=t@e.org", "commit", "-q", "-m", "Add");
  }

  private void open() {
    var made = server.post(path(""), Map.of("title", "Grind"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }

  private String ratchet(String rest) {
    return "/api/workspaces/%s/ratchet%s".formatted(workspace, rest);
  }

  private void switchOn() {
    var answer = server.put(ratchet(""), Map.of("enabled", true));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private void awaitDecision(String code) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> server.get(ratchet("")).json().path("decision").path("code").asString(""),
            code::equals);
  }

  private List<JsonNode> timeline(String kind) {
    var found = new ArrayList<JsonNode>();
    for (var event : server.get(ratchet("/timeline?limit=200")).json().path("events")) {
      if (event.path("kind").asString().equals(kind)) {
        found.addFirst(event);
      }
    }
    return found;
  }

  private List<String> outcomes() {
    return timeline("OUTCOME").stream().map(it -> it.path("title").asString()).toList();
  }

  @Test
  void fromRedToMergedWithoutAHand() throws Exception {
    commit("broken.txt", "gravel");
    server.put(ratchet(""), Map.of("enabled", true, "autoMerge", true));
    open();
    repository.put(Objects.requireNonNull(repository.find(number())).withReview("APPROVED"));

    await()
        .atMost(Duration.ofSeconds(45))
        .until(() -> entry().path("statusReason").path("code").asString(), "MERGED"::equals);

    assertThat(outcomes()).containsExactly("Fixed: failed checks");
    assertThat(timeline("DISPATCHED")).hasSize(1);
    assertThat(timeline("MERGED")).hasSize(1);
    var check = timeline("CLASSIFIED").getFirst().path("checks").path(0);
    assertThat(check.path("class").asString()).isEqualTo("CODE");
    assertThat(check.path("failedTests").path(0).asString()).contains("MillTest.grinds");
    assertThat(check.path("evidence").toString()).contains("expected: <flour> but was: <gravel>");
    assertThat(entry().path("kanbanColumn").asString()).isEqualTo("DONE");
    await("the branch is removed on GitHub")
        .atMost(Duration.ofSeconds(30))
        .until(() -> repository.head(branch).isEmpty());
    assertThat(timeline("OUTCOME").getFirst().path("detail").asString()).contains("I took it out");
    assertThat(server.get("/api/workspaces/%s/sessions".formatted(workspace)).json()).hasSize(1);
  }

  @Test
  void whatAnAgentCannotMendStopsThereWithItsWords() throws Exception {
    commit("broken.txt", "leave it");
    open();
    switchOn();

    awaitDecision("TRIED");

    assertThat(outcomes()).containsExactly("Gave up: failed checks");
    assertThat(timeline("OUTCOME").getFirst().path("detail").asString())
        .contains("This needs a person");
    assertThat(entry().path("ratchet").path("state").asString()).isEqualTo("STALLED");
    assertThat(entry().path("statusReason").path("code").asString()).isEqualTo("RATCHET_STALLED");
  }

  @Test
  void aPushThatIsStillRedIsAnotherAttempt() throws Exception {
    commit("broken.txt", "make it worse");
    open();
    switchOn();

    awaitDecision("TRIED");

    assertThat(outcomes())
        .containsExactly("Pushed, but it is still red: failed checks", "Gave up: failed checks");
    assertThat(timeline("DISPATCHED")).hasSize(2);
  }

  @Test
  void aLimitStopsItAndIsNamed() throws Exception {
    var limits = Map.of("limits", Map.of("attemptsPerPullRequest", 1));
    assertThat(server.patch("/api/projects/%s/ratchet".formatted(project), limits).status())
        .isEqualTo(200);
    commit("broken.txt", "make it worse");
    open();
    switchOn();

    awaitDecision("OUT_OF_BUDGET");

    assertThat(entry().path("ratchet").path("reason").asString())
        .contains("1 of 1 attempts for this pull request are used up");
    assertThat(timeline("DISPATCHED")).hasSize(1);
  }

  @Test
  void whatIsNotTheCodesFaultRunsAgainOnceWithoutAnAgent() throws Exception {
    repository.script(
        (_, attempt) ->
            List.of(
                LocalPlan.of(
                    "test",
                    attempt == 1 ? "FAILURE" : "SUCCESS",
                    Duration.ZERO,
                    attempt == 1 ? FLAKY : "")));
    commit("fine.txt", "flour");
    open();
    switchOn();

    awaitDecision("READY");

    assertThat(timeline("RERUN")).hasSize(1);
    assertThat(timeline("DISPATCHED")).isEmpty();
  }

  @Test
  void anAgentThatWorksIsLeftInPeaceFirst() throws Exception {
    commit("broken.txt", "gravel");
    open();
    var session =
        server
            .post("/api/workspaces/%s/sessions".formatted(workspace), Map.of())
            .json()
            .path("id")
            .asString();
    server.post("/api/sessions/%s/messages".formatted(session), Map.of("text", "@until carry-on"));
    awaitSession(session, "WORKING");
    switchOn();
    awaitDecision("AGENT_BUSY");
    assertThat(timeline("DISPATCHED")).isEmpty();

    Files.writeString(worktree.resolve("carry-on"), "");

    awaitDecision("READY");
    assertThat(outcomes()).containsExactly("Fixed: failed checks");
  }

  @Test
  void theWorkspacesOwnAgentMendsWhenItMay() throws Exception {
    commit("broken.txt", "gravel");
    open();
    var session =
        server
            .post("/api/workspaces/%s/sessions".formatted(workspace), Map.of("permissions", "YOLO"))
            .json()
            .path("id")
            .asString();
    awaitSession(session, "IDLE");

    switchOn();

    awaitDecision("READY");
    assertThat(timeline("DISPATCHED").getFirst().path("sessionId").asString()).isEqualTo(session);
    assertThat(server.get("/api/sessions/" + session).json().path("title").asString(""))
        .as("it keeps its title")
        .isNotEqualTo("Auto-fix");
  }

  @Test
  void anAgentThatMayDoMoreThanFixersIsNotUsed() throws Exception {
    server.patch("/api/projects/%s/ratchet".formatted(project), Map.of("permissions", "RELAXED"));
    commit("broken.txt", "gravel");
    open();
    var session =
        server
            .post("/api/workspaces/%s/sessions".formatted(workspace), Map.of("permissions", "YOLO"))
            .json()
            .path("id")
            .asString();
    awaitSession(session, "IDLE");

    switchOn();

    await().atMost(Duration.ofSeconds(30)).until(() -> !timeline("DISPATCHED").isEmpty());
    var sent = timeline("DISPATCHED").getFirst().path("sessionId").asString();
    assertThat(sent).isNotEqualTo(session);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                server
                    .get("/api/sessions/" + sent)
                    .json()
                    .path("permissions")
                    .asString("")
                    .equals("RELAXED"));
  }

  @Test
  void whileGitHubIsDownNothingIsDecidedOnOldFacts() throws Exception {
    commit("broken.txt", "gravel");
    open();
    GITHUB.failAlways(LocalGitHub.Fault.BAD_GATEWAY);
    await().atMost(Duration.ofSeconds(30)).until(() -> !pullRequestJson().path("problem").isNull());
    switchOn();
    awaitDecision("PROBLEM");
    assertThat(timeline("DISPATCHED")).isEmpty();

    GITHUB.failAlways(null);

    awaitDecision("READY");
    assertThat(outcomes()).containsExactly("Fixed: failed checks");
  }

  @Test
  void switchingItOffStopsTheAgent() throws Exception {
    commit("broken.txt", "wait");
    open();
    switchOn();
    awaitDecision("FIXER_ACTIVE");
    var session = server.get(ratchet("")).json().path("attempt").path("sessionId").asString();
    awaitSession(session, "WORKING");

    server.put(ratchet(""), Map.of("enabled", false));

    await().atMost(Duration.ofSeconds(30)).until(() -> !outcomes().isEmpty());
    assertThat(outcomes()).containsExactly("Cancelled: failed checks");
    awaitSession(session, "IDLE");
  }

  @Test
  void anAgentThatDiesIsFollowedByAnother() throws Exception {
    commit("broken.txt", "fall over");
    open();
    switchOn();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> outcomes().contains("The agent died: failed checks"));
    Files.writeString(worktree.resolve("broken.txt"), "gravel");
    await().atMost(Duration.ofSeconds(30)).until(() -> outcomes().contains("Fixed: failed checks"));
  }

  @Test
  void reviewersAreAnswered() throws Exception {
    commit("stone.txt", "blunt\n");
    open();
    switchOn();
    awaitDecision("READY");
    repository.talk(number()).thread("mei-lin", "stone.txt", 1, "Sharpen it.");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> outcomes().contains("Fixed: review feedback"));

    awaitDecision("READY");
    assertThat(timeline("REPLIED")).hasSize(1);
    var comments = details().path("threads").path(0).path("comments");
    assertThat(comments.path(1).path("body").asString()).startsWith("Addressed in ");
    assertThat(comments.path(1).path("mine").asBoolean()).isTrue();
    assertThat(details().path("threads").path(0).path("resolved").asBoolean()).isFalse();
  }

  @Test
  void aConflictIsMerged() throws Exception {
    commit("stone.txt", "ours\n");
    open();
    git(worktree, "config", "url." + bare + ".insteadOf", origin());
    deedsOn(bare).commit("main", "stone.txt", "theirs\n");
    switchOn();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> outcomes().contains("Fixed: a merge conflict"));
  }

  @Test
  void pausedIsPausedForAll() throws Exception {
    try {
      server.put("/api/ratchet", Map.of("paused", true));
      commit("broken.txt", "gravel");
      open();
      switchOn();
      awaitDecision("ALL_PAUSED");
      assertThat(server.get(ratchet("")).json().path("paused").asBoolean()).isTrue();
    } finally {
      server.put("/api/ratchet", Map.of("paused", false));
    }
    awaitDecision("READY");
  }

  @Test
  void settingsAreKeptAndWrongOnesRefused() {
    var path = "/api/projects/%s/ratchet".formatted(project);
    var before = server.get(path).json();
    assertThat(before.path("enabledByDefault").asBoolean()).isFalse();
    assertThat(before.path("limits").path("attemptsPerPullRequest").asInt()).isEqualTo(5);

    var refused = server.patch(path, Map.of("limits", Map.of("attemptsPerPullRequest", 0)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(server.patch(path, Map.of("reviewMode", "SOMETIMES")).status()).isEqualTo(400);

    server.patch(path, Map.of("enabledByDefault", true));
    var made =
        server.post("/api/projects/%s/workspaces".formatted(project), Map.of("name", "another"));
    assertThat(made.json().path("ratchet").asBoolean()).as(made.body()).isTrue();
    assertThat(server.get("/api/projects/none/ratchet").status()).isIn(400, 404);
  }

  private String origin() {
    return "https://github.com/acme/" + repository.name() + ".git";
  }

  private int number() {
    return pullRequestJson().path("number").asInt();
  }

  private Deeds deedsOn(Path bare) {
    return new Deeds(bare);
  }

  private void awaitSession(String session, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> server.get("/api/sessions/" + session).json().path("status").asString(),
            status::equals);
  }
}
