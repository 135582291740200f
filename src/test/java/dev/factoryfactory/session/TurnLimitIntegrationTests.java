package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.session.SessionWorkspaces.WorkspacePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Agents that take too long, say nothing, hear nothing or fall over. */
@SessionModuleTest
@TestPropertySource(
    properties = {
      "factory-factory.session.limits.cancel=300ms",
      "factory-factory.session.stop-grace=300ms",
      "factory-factory.session.agents.scripted-a.limits.tool-call=300ms",
      "factory-factory.session.agents.scripted-b.limits.turn=300ms",
      "factory-factory.session.agents.scripted-b.limits.cancel=1m",
      "factory-factory.session.agents.scripted-c.limits.silence=300ms",
      "factory-factory.session.agents.deaf.command=/bin/sleep",
      "factory-factory.session.agents.deaf.args[0]=1000",
      "factory-factory.session.agents.deaf.limits.start=300ms"
    })
class TurnLimitIntegrationTests {

  private final SessionFacade sessions;
  private final DirectoryWorkspaces workspaces;
  private WorkspacePlace place;

  TurnLimitIntegrationTests(SessionFacade sessions, DirectoryWorkspaces workspaces) {
    this.sessions = sessions;
    this.workspaces = workspaces;
    this.place = workspaces.ready();
  }

  @BeforeEach
  void makeWorkspace() {
    place = workspaces.ready();
  }

  @AfterEach
  void stopAgents() {
    workspaces.stopAll(sessions);
  }

  @Test
  void anAgentThatNeverGetsReadyIsGivenUp() {
    var id = sessions.create(place.workspaceId(), NewSession.of("deaf")).id();
    awaitStatus(id, SessionStatus.FAILED);

    assertThat(problem(id).code()).isEqualTo(ErrorCode.AGENT_TIMED_OUT);
    assertThat(problem(id).message()).isEqualTo("deaf was not ready within 300 ms.");
    eventually().until(() -> sessions.get(id).process() == null);
  }

  @Test
  void aToolCallThatTakesTooLongEndsItsTurn() {
    var id = session("scripted-a");
    sessions.message(id, null, "@hang");
    awaitStop(id, "timed_out");

    assertThat(problem(id).code()).isEqualTo(ErrorCode.AGENT_TIMED_OUT);
    assertThat(problem(id).message())
        .contains("300 ms")
        .contains("Wait for an answer that never comes");
    assertThat(lastData(id, "tool_call_update", "status")).isEqualTo("failed");
    // The agent itself is well: the next prompt is answered.
    sessions.message(id, null, "@say Well.");
    awaitStop(id, "end_turn");
    assertThat(sessions.get(id).error()).isNull();
  }

  @Test
  void aTurnThatTakesTooLongEnds() {
    var id = session("scripted-b");
    sessions.message(id, null, "@until never");
    awaitStop(id, "timed_out");

    assertThat(problem(id).message())
        .isEqualTo("Scripted worked on one turn for 300 ms, which is the limit.");
    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.IDLE);
  }

  @Test
  void anAgentThatHearsNoCancelIsEndedAndCanBeResumed() {
    var id = session("scripted");
    sessions.message(id, null, "@stubborn");
    eventually().until(() -> !of(id, "tool_call").isEmpty());
    var process = ProcessHandle.of(Objects.requireNonNull(sessions.get(id).process()).pid());

    sessions.cancel(id);
    awaitStatus(id, SessionStatus.STOPPED);

    assertThat(sessions.get(id).stopReason()).isEqualTo("cancelled");
    assertThat(lastData(id, "turn_ended", "stopReason")).isEqualTo("cancelled");
    assertThat(lastData(id, "tool_call_update", "status")).isEqualTo("failed");
    assertThat(of(id, "session_status"))
        .anySatisfy(
            event ->
                assertThat(event.data().path("detail").asString())
                    .contains("did not end its turn within 300 ms"));
    assertThat(process.filter(ProcessHandle::isAlive)).isEmpty();
    sessions.message(id, null, "@say Back.");
    awaitStop(id, "end_turn");
  }

  @Test
  void aSilentAgentNeedsAPersonUntilItsNextWord() throws IOException {
    var id = session("scripted-c");
    sessions.message(id, null, "@until go");
    eventually().until(() -> summary(id).silentSince() != null);

    assertThat(summary(id).status()).isEqualTo(SessionStatus.WORKING);
    assertThat(lastData(id, "notice", "code")).isEqualTo("AGENT_SILENT");

    Files.createFile(Objects.requireNonNull(place.worktree()).resolve("go"));
    awaitStop(id, "end_turn");
    assertThat(summary(id).silentSince()).isNull();
  }

  @Test
  void aPersonIsGivenAllTheTimeThereIs() {
    var id = session("scripted-c");
    sessions.message(id, null, "@ask");
    var request = eventually().until(() -> sessions.get(id).pendingRequests(), it -> !it.isEmpty());
    var other = session("scripted-c");
    sessions.message(other, null, "@until go");
    // The other one was told to be silent: as much time has passed for the one that waits.
    eventually().until(() -> summary(other).silentSince() != null);

    assertThat(summary(id).silentSince()).isNull();
    sessions.answer(id, request.getFirst().requestId(), "reject");
    awaitStop(id, "end_turn");
  }

  @Test
  void aKilledAgentSaysWhatEndedItAndGoesOnWhenResumed() {
    var id = session("scripted");
    sessions.message(id, null, "@hang");
    eventually().until(() -> !of(id, "tool_call").isEmpty());
    ProcessHandle.of(Objects.requireNonNull(sessions.get(id).process()).pid())
        .ifPresent(ProcessHandle::destroyForcibly);
    awaitStatus(id, SessionStatus.FAILED);

    assertThat(problem(id).message()).startsWith("Scripted ended unexpectedly (ended by SIGKILL)");
    assertThat(sessions.get(id).stopReason()).isEqualTo("agent_exited");
    assertThat(lastData(id, "tool_call_update", "status")).isEqualTo("failed");
    sessions.resume(id);
    awaitStatus(id, SessionStatus.IDLE);
    assertThat(sessions.get(id).error()).isNull();
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

  private SessionProblem problem(SessionId id) {
    return Objects.requireNonNull(sessions.get(id).error());
  }

  private SessionFacet.Summary summary(SessionId id) {
    return sessions.facets(place.projectId()).stream()
        .flatMap(facet -> facet.sessions().stream())
        .filter(session -> session.sessionId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<TranscriptEvent> of(SessionId id, String type) {
    return sessions.eventsAfter(id, 0, 1000).stream()
        .filter(event -> event.type().equals(type))
        .toList();
  }

  private String lastData(SessionId id, String type, String field) {
    return of(id, type).getLast().data().path(field).stringValue();
  }
}
