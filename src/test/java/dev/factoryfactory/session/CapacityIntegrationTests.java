package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.Pids;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.session.SessionWorkspaces.WorkspacePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** How many agents run, what they take, and that nothing of them is left. */
@SessionModuleTest
@TestPropertySource(
    properties = {
      "factory-factory.session.capacity.max-running=1",
      "factory-factory.session.stop-grace=300ms"
    })
class CapacityIntegrationTests {

  private final SessionFacade sessions;
  private final LiveSessions live;
  private final Processes processes;
  private final Endings endings;
  private final DirectoryWorkspaces workspaces;
  private WorkspacePlace place;

  CapacityIntegrationTests(
      SessionFacade sessions,
      LiveSessions live,
      Processes processes,
      Endings endings,
      DirectoryWorkspaces workspaces) {
    this.sessions = sessions;
    this.live = live;
    this.processes = processes;
    this.endings = endings;
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
  void whoFindsNoPlaceWaitsInLineAndStartsByItself() {
    var first = working();
    var second = create();
    var third = create();
    sessions.message(second, null, "@say Second.");
    sessions.message(third, null, "@say Third.");

    for (var waiting : new SessionId[] {second, third}) {
      assertThat(sessions.get(waiting).status()).isEqualTo(SessionStatus.WAITING);
      assertThat(sessions.get(waiting).waiting())
          .isEqualTo(
              new Waiting(
                  Waiting.Reason.PLACE, "Waits for a free place: 1 of 1 agents run.", null));
      assertThat(summary(waiting).waiting()).isEqualTo(sessions.get(waiting).waiting());
      assertThat(details(waiting)).contains("Waits for a free place: 1 of 1 agents run.");
    }

    // Another server finds the line as it was.
    live.detachAll();
    live.adoptAll();
    assertThat(sessions.get(second).waiting()).isNotNull();
    assertThat(sessions.get(first).status()).isEqualTo(SessionStatus.WORKING);
    sessions.stop(first);

    awaitStop(second, "end_turn");
    awaitStop(third, "end_turn");
    assertThat(sessions.get(second).waiting()).isNull();
  }

  @Test
  void whoLeavesTheLineIsNotStarted() {
    var first = working();
    var second = create();
    var third = create();
    sessions.stop(second);
    assertThat(sessions.get(second).status()).isEqualTo(SessionStatus.STOPPED);
    sessions.stop(first);

    awaitStatus(third, SessionStatus.IDLE);
    assertThat(sessions.get(second).status()).isEqualTo(SessionStatus.STOPPED);
  }

  @Test
  void anIdleAgentSleepsForOneThatWaitsAndAMessageWakesIt() {
    var first = create();
    awaitStatus(first, SessionStatus.IDLE);
    sessions.message(first, null, "@say First.");
    awaitStop(first, "end_turn");

    var second = create();

    awaitStatus(second, SessionStatus.IDLE);
    assertThat(sessions.get(first).status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(details(first))
        .contains("Put to sleep so that another agent could start; a message wakes it.");

    sessions.message(first, "wake", "@say Awake.");
    eventually().until(() -> said(first).contains("Awake."));
    awaitStatus(second, SessionStatus.STOPPED);
  }

  @Test
  void aMessageThatMeetsTheAgentFallingAsleepWakesIt() {
    var first = create();
    awaitStatus(first, SessionStatus.IDLE);
    create();
    sessions.message(first, "wake", "@say Awake.");
    eventually().until(() -> said(first).contains("Awake."));
  }

  @Test
  void whoFellAsleepWhenTheServerDiedIsWokenByTheNext() {
    var first = create();
    awaitStatus(first, SessionStatus.IDLE);
    create();
    eventually().until(() -> sessions.get(first).status() != SessionStatus.IDLE);
    live.detachAll();
    sessions.message(first, "wake", "@say Awake.");
    live.adoptAll();
    eventually().until(() -> said(first).contains("Awake."));
  }

  @Test
  void anAgentThatWorksIsNeverPutToSleep() {
    var first = working();
    var second = create();
    var third = create();
    eventually().until(() -> sessions.get(third).waiting() != null);
    // Each look for room would have found it by now: the line asks with every one that comes.
    assertThat(sessions.get(first).status()).isEqualTo(SessionStatus.WORKING);
    assertThat(sessions.get(second).status()).isEqualTo(SessionStatus.WAITING);
    assertThat(details(first)).noneMatch(detail -> detail.startsWith("Put to sleep"));
  }

  @Test
  void whatAnAgentTakesIsShownWhileItRuns() {
    var id = create();
    awaitStatus(id, SessionStatus.IDLE);
    var use = eventually().until(() -> summary(id).resources(), Objects::nonNull);
    assertThat(use.processes()).isPositive();
    assertThat(use.memoryBytes()).isGreaterThan(1_000_000);
    assertThat(sessions.get(id).resources()).isNotNull();

    sessions.stopAll(place.workspaceId());
    assertThat(summary(id).resources()).isNull();
  }

  @Test
  void whatAnAgentLeftEndsWithIt() throws IOException {
    var id = create();
    var stopped = orphan(id);
    sessions.stop(id);
    awaitStatus(id, SessionStatus.STOPPED);
    assertThat(Pids.isAlive(stopped)).isFalse();

    Files.delete(orphanFile());
    var archived = orphan(id);
    sessions.stopAll(place.workspaceId());
    assertThat(Pids.isAlive(archived)).isFalse();
  }

  @Test
  void whatAnAgentLeftEndsWhenItDiedWithoutAServer() throws IOException {
    var id = create();
    var left = orphan(id);
    var pid = Objects.requireNonNull(sessions.get(id).process()).pid();
    live.detachAll();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    eventually().until(() -> !Pids.isAlive(pid));
    assertThat(Pids.isAlive(left)).isTrue();

    processes.reap();
    live.adoptAll();

    eventually().until(() -> !Pids.isAlive(left));
    awaitStatus(id, SessionStatus.STOPPED);
  }

  @Test
  void anAgentThatGrowsTooLargeIsEndedAndSaysSo() {
    var id = create();
    awaitStatus(id, SessionStatus.IDLE);
    sessions.message(id, null, "@hang");
    awaitStatus(id, SessionStatus.WORKING);

    live.get(id)
        .whileItRuns(step -> endings.endTooLarge(step, new ResourceUse(3, 0, 9_100_000_000L)));
    awaitStatus(id, SessionStatus.FAILED);

    var problem = Objects.requireNonNull(sessions.get(id).error());
    assertThat(problem.code()).isEqualTo(ErrorCode.AGENT_TOO_LARGE);
    assertThat(problem.message()).contains("held 9.1 GB of memory");
    eventually().until(() -> sessions.get(id).process() == null);
    sessions.resume(id);
    awaitStatus(id, SessionStatus.IDLE);
  }

  private SessionId create() {
    return sessions
        .create(place.workspaceId(), new NewSession("scripted", "scripted-fast", null, null, null))
        .id();
  }

  private SessionId working() {
    var id = create();
    awaitStatus(id, SessionStatus.IDLE);
    sessions.message(id, null, "@hang");
    awaitStatus(id, SessionStatus.WORKING);
    return id;
  }

  private String said(SessionId id) {
    return sessions.eventsAfter(id, 0, 1000).stream()
        .filter(event -> event.type().equals("agent_message"))
        .map(event -> event.data().path("text").asString())
        .collect(Collectors.joining());
  }

  private long orphan(SessionId id) throws IOException {
    sessions.message(id, null, "@orphan");
    eventually().until(() -> Files.exists(orphanFile()) && Files.size(orphanFile()) > 1);
    return Long.parseLong(Files.readString(orphanFile()).strip());
  }

  private Path orphanFile() {
    return Objects.requireNonNull(place.worktree()).resolve("orphan.pid");
  }

  private void awaitStatus(SessionId id, SessionStatus status) {
    eventually().until(() -> sessions.get(id).status(), status::equals);
  }

  private void awaitStop(SessionId id, String reason) {
    eventually().until(() -> sessions.get(id).stopReason(), reason::equals);
  }

  private List<String> details(SessionId id) {
    return sessions.eventsAfter(id, 0, 1000).stream()
        .filter(event -> event.type().equals("session_status"))
        .map(event -> event.data().path("detail").asString())
        .toList();
  }

  private SessionFacet.Summary summary(SessionId id) {
    return sessions.facets(place.projectId()).stream()
        .flatMap(facet -> facet.sessions().stream())
        .filter(session -> session.sessionId().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
