package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.session.SessionWorkspaces.WorkspacePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Provider accounts whose usage limit is reached. */
@SessionModuleTest
@TestPropertySource(
    properties = {
      "factory-factory.session.limit-pause=1h",
      "factory-factory.session.agents.scripted-a.account=work",
      "factory-factory.session.agents.scripted-b.account=work"
    })
class UsageLimitIntegrationTests {

  private final SessionFacade sessions;
  private final LiveSessions live;
  private final ServerClient client;
  private final DirectoryWorkspaces workspaces;
  private WorkspacePlace place;

  UsageLimitIntegrationTests(
      SessionFacade sessions,
      LiveSessions live,
      ServerClient client,
      DirectoryWorkspaces workspaces) {
    this.sessions = sessions;
    this.live = live;
    this.client = client;
    this.workspaces = workspaces;
    this.place = workspaces.ready();
  }

  @BeforeEach
  void makeWorkspace() {
    place = workspaces.ready();
  }

  @AfterEach
  void stopAgents() {
    for (var agent : List.of("scripted", "scripted-a")) {
      sessions.liftPause(agent);
    }
    workspaces.stopAll(sessions);
  }

  @Test
  void everythingForTheAccountWaitsUntilAPersonLetsItGo() throws IOException {
    var other = session("scripted-b");
    var stranger = session("scripted");
    var id = session("scripted-a");
    sessions.message(id, "m", "@limit 3000");
    awaitStop(id, "usage_limit");

    // The message came to nothing, so it waits for another try, and everything else with it.
    assertThat(queue(id)).containsExactly("@limit 3000");
    assertThat(sessions.get(id).error()).isNull();
    var waiting = Objects.requireNonNull(sessions.get(id).waiting());
    assertThat(waiting.reason()).isEqualTo(Waiting.Reason.PROVIDER_LIMIT);
    assertThat(waiting.message()).contains("You've hit your usage limit");
    assertThat(waiting.until()).isNotNull();
    assertThat(summary(id).waiting()).isEqualTo(waiting);
    sessions.message(other, null, "@say Other.");
    assertThat(queue(other)).containsExactly("@say Other.");
    var late =
        sessions
            .create(
                place.workspaceId(),
                new NewSession("scripted-a", "scripted-fast", null, null, null))
            .id();
    assertThat(sessions.get(late).status()).isEqualTo(SessionStatus.WAITING);
    assertThat(sessions.get(late).waiting()).isEqualTo(waiting);
    assertThat(agent("scripted-b").path("pause").path("until").asString())
        .isEqualTo(Objects.requireNonNull(waiting.until()).toString());
    assertThat(agent("scripted-b").path("pause").path("told").asBoolean()).isTrue();

    // Another account is not concerned.
    sessions.message(stranger, null, "@say Stranger.");
    awaitStop(stranger, "end_turn");

    // A restart does not open the door.
    live.detachAll();
    live.adoptAll();
    sessions.message(other, null, "@say Two.");
    assertThat(queue(other)).hasSize(2);
    assertThat(tries()).hasSize(1);

    Files.createFile(directory().resolve("open"));
    assertThat(client.delete("/api/agents/scripted-b/pause").status()).isEqualTo(204);
    awaitStop(id, "end_turn");
    awaitStatus(late, SessionStatus.IDLE);
    eventually().until(() -> queue(other).isEmpty());
    assertThat(tries()).hasSize(2);
    assertThat(sessions.get(id).waiting()).isNull();
    assertThat(types(id)).containsOnlyOnce("user_message");
    assertThat(agent("scripted-a").path("pause").isNull()).isTrue();
    assertThat(client.delete("/api/agents/nobody/pause").status()).isEqualTo(400);
  }

  @Test
  void itGoesOnByItselfWhenTheTimeIsOver() throws IOException {
    var id = session("scripted");
    sessions.message(id, null, "@limit 1");
    // As often as the door is closed it waits for the time it was told, and no message is lost.
    eventually().until(() -> tries().size() >= 2);
    Files.createFile(directory().resolve("open"));
    awaitStop(id, "end_turn");
    assertThat(types(id)).containsOnlyOnce("user_message");
  }

  @Test
  void aLimitThatIsSaidLikeAnAnswerCountsToo() {
    var id = session("scripted");
    sessions.message(id, null, "@limit-said");
    awaitStop(id, "usage_limit");

    var pause = agent("scripted").path("pause");
    assertThat(pause.path("told").asBoolean(true)).isFalse();
    var length =
        Duration.between(
            Instant.parse(pause.path("beganAt").asString()),
            Instant.parse(pause.path("until").asString()));
    assertThat(length).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whatWasHalfDoneIsNotDoneTwice() {
    var id = session("scripted");
    sessions.message(id, null, "@half");
    awaitStop(id, "usage_limit");

    assertThat(queue(id)).isEmpty();
    assertThat(Objects.requireNonNull(sessions.get(id).error()).code())
        .isEqualTo(ErrorCode.USAGE_LIMIT);
  }

  private SessionId session(String agent) {
    var id =
        sessions
            .create(place.workspaceId(), new NewSession(agent, "scripted-fast", null, null, null))
            .id();
    awaitStatus(id, SessionStatus.IDLE);
    return id;
  }

  private void awaitStatus(SessionId id, SessionStatus status) {
    eventually().until(() -> sessions.get(id).status(), status::equals);
  }

  private void awaitStop(SessionId id, String reason) {
    eventually().until(() -> sessions.get(id).stopReason(), reason::equals);
  }

  private List<String> queue(SessionId id) {
    return sessions.get(id).queue().stream().map(Session.QueuedMessage::text).toList();
  }

  private List<String> types(SessionId id) {
    return sessions.eventsAfter(id, 0, 1000).stream().map(TranscriptEvent::type).toList();
  }

  private List<String> tries() throws IOException {
    var file = directory().resolve("tries");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private Path directory() {
    return Objects.requireNonNull(place.worktree());
  }

  private JsonNode agent(String name) {
    return client
        .get("/api/agents")
        .json()
        .valueStream()
        .filter(agent -> agent.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private SessionFacet.Summary summary(SessionId id) {
    return sessions.facets(place.projectId()).stream()
        .flatMap(facet -> facet.sessions().stream())
        .filter(session -> session.sessionId().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
