package dev.factoryfactory.runscript;

import static dev.factoryfactory.Eventually.eventually;
import static dev.factoryfactory.runscript.RunScriptStatus.COMPLETED;
import static dev.factoryfactory.runscript.RunScriptStatus.FAILED;
import static dev.factoryfactory.runscript.RunScriptStatus.IDLE;
import static dev.factoryfactory.runscript.RunScriptStatus.RUNNING;
import static dev.factoryfactory.runscript.RunScriptStatus.STARTING;
import static dev.factoryfactory.runscript.RunScriptStatus.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.Pids;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.runscript.RunScriptTestSupport.Probe;
import dev.factoryfactory.runscript.RunScriptTestSupport.RecordedFacets;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dev servers from start to end, well-behaved and not. */
@RunScriptModuleTest
class RunScriptIntegrationTests {

  private final RunScriptFacade runScripts;
  private final RunScriptStore store;
  private final RunScriptWork work;
  private final DirectoryWorkspaces workspaces;
  private final RecordedFacets recorded;
  private final Probe probe;
  private final HttpClient http = HttpClient.newHttpClient();

  RunScriptIntegrationTests(
      RunScriptFacade runScripts,
      RunScriptStore store,
      RunScriptWork work,
      DirectoryWorkspaces workspaces,
      RecordedFacets recorded,
      Probe probe) {
    this.runScripts = runScripts;
    this.store = store;
    this.work = work;
    this.workspaces = workspaces;
    this.recorded = recorded;
    this.probe = probe;
  }

  @AfterEach
  void endAll() {
    workspaces.clear(runScripts);
  }

  @Test
  void servesOnItsPortAndStopsWithoutATrace() throws Exception {
    var id = workspaces.with("node server.js {port}");

    var started = runScripts.start(id);

    assertThat(started.status()).isEqualTo(STARTING);
    var served = probe.awaitServed(id);
    assertThat(served.detectedPort()).isEqualTo(started.port());
    assertThat(fetch(served)).startsWith("served by ");
    var members = probe.members(id);
    assertThat(members).isNotEmpty();

    runScripts.stop(id);

    probe.awaitStatus(id, IDLE);
    assertThat(members).noneMatch(Pids::isAlive);
    assertThat(recorded.path(id)).containsExactly(STARTING, RUNNING, STOPPING, IDLE);
    assertThat(recorded.of(id))
        .extracting(RunScriptFacet::revision)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(runScripts.facets(workspaces.project())).contains(recorded.of(id).getLast());
  }

  @Test
  void givesPortAndPlaceInTheEnvironment() throws Exception {
    var id = workspaces.with("echo \"$PORT|$WORKSPACE_PATH|$PWD|$FACTORY_FACTORY_HOME\"");

    runScripts.start(id);

    probe.awaitStatus(id, COMPLETED);
    var worktree = workspaces.worktree(id).toRealPath();
    assertThat(probe.log(id, LogChannel.RUN))
        .isEqualTo(
            "%d|%s|%s|\n".formatted(runScripts.get(id).port(), workspaces.worktree(id), worktree));
  }

  @Test
  void whatEndsAtOnceIsCompletedAndRemembered() {
    var id = workspaces.with("echo done");

    runScripts.start(id);

    var ended = probe.awaitStatus(id, COMPLETED);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.endedAt()).isAfterOrEqualTo(ended.startedAt());
    assertThat(ended.problem()).isNull();
    assertThat(probe.log(id, LogChannel.RUN)).isEqualTo("done\n");
    assertThat(recorded.path(id)).containsExactly(STARTING, RUNNING, COMPLETED);
  }

  @Test
  void aFailureKeepsItsExitCode() {
    var id = workspaces.with("echo no such thing >&2; exit 3");

    runScripts.start(id);

    var ended = probe.awaitStatus(id, FAILED);
    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(problem(ended)).isEqualTo(ErrorCode.RUN_SCRIPT_FAILED);
    assertThat(probe.log(id, LogChannel.RUN)).isEqualTo("no such thing\n");
  }

  @Test
  void aDeathBySignalIsCalledByItsName() {
    var id = workspaces.with("kill -SEGV $$");

    runScripts.start(id);

    var ended = probe.awaitStatus(id, FAILED);
    assertThat(ended.exitCode()).isNull();
    assertThat(ended.signal()).isEqualTo("SIGSEGV");
  }

  @Test
  void theWatcherOfTheScriptMayBeKilledToo() {
    var id = workspaces.with("node server.js");
    runScripts.start(id);
    var running = probe.awaitServed(id);

    var members = probe.members(id);
    ProcessHandle.of(pid(running)).orElseThrow().destroyForcibly();

    var ended = probe.awaitStatus(id, FAILED);
    assertThat(ended.signal()).isEqualTo("SIGKILL");
    assertThat(members).noneMatch(Pids::isAlive);
  }

  @Test
  void aScriptThatEndedBeforeRunningWasWrittenIsNotStartedAgain() throws Exception {
    var id = workspaces.with("echo once >> \"$WORKSPACE_PATH/runs\"");
    runScripts.start(id);
    probe.awaitStatus(id, COMPLETED);

    // As a server leaves it that dies between the start of the process and the next write.
    rewind(id);
    work.submit(id);

    probe.awaitStatus(id, COMPLETED);
    assertThat(workspaces.worktree(id).resolve("runs")).hasContent("once");
    assertThat(recorded.path(id)).endsWith(STARTING, COMPLETED);
  }

  @Test
  void aRunningScriptIsAdoptedAndNotStartedTwice() {
    var id = workspaces.with("echo once >> runs; exec node server.js");
    runScripts.start(id);
    var before = probe.awaitServed(id);

    rewind(id);
    work.submit(id);

    assertThat(probe.awaitStatus(id, RUNNING).pid()).isEqualTo(before.pid());
    assertThat(workspaces.worktree(id).resolve("runs")).hasContent("once");
  }

  @Test
  void whatLeftTheTreeIsFoundAndEnded() throws Exception {
    var script =
        """
        setsid bash -c 'setsid sleep 1000 & echo $! > grandchild; exit' &
        exec node server.js
        """;
    var id = workspaces.with(script);
    runScripts.start(id);
    probe.awaitServed(id);
    var file = workspaces.worktree(id).resolve("grandchild");
    eventually().until(() -> Files.exists(file) && Files.size(file) > 1);
    long grandchild = Long.parseLong(Files.readString(file).strip());
    assertThat(Pids.isAlive(grandchild)).isTrue();

    runScripts.stop(id);

    probe.awaitStatus(id, IDLE);
    assertThat(Pids.isAlive(grandchild)).isFalse();
  }

  @Test
  void whatAScriptLeftBehindEndsWithIt() throws Exception {
    var id = workspaces.with("setsid sleep 1000 & echo $! > left; exit 0");

    runScripts.start(id);

    probe.awaitStatus(id, COMPLETED);
    var left = Long.parseLong(Files.readString(workspaces.worktree(id).resolve("left")).strip());
    assertThat(Pids.isAlive(left)).isFalse();
  }

  @Test
  void aServerThatIgnoresTheSignalIsKilled() {
    var id =
        workspaces.with(
            "trap '' TERM; node -e \"process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1000); console.log('up')\" & wait; wait; sleep 1000");
    runScripts.start(id);
    eventually().until(() -> probe.log(id, LogChannel.RUN).contains("up"));
    var members = probe.members(id);

    runScripts.stop(id);

    probe.awaitStatus(id, IDLE);
    assertThat(members).noneMatch(Pids::isAlive);
    assertThat(probe.log(id, LogChannel.RUN)).contains("no");
  }

  @Test
  void stoppedWhileItStartsItDoesNotStayBehind() {
    var id = workspaces.with("exec node server.js");
    for (int i = 0; i < 5; i++) {
      runScripts.start(id);
      runScripts.stopAll(id);
      assertThat(runScripts.get(id).status()).isEqualTo(IDLE);
      assertThat(probe.members(id)).isEmpty();
    }
  }

  @Test
  void aFinishedRunIsClearedByAStop() {
    var id = workspaces.with("exit 1");
    runScripts.start(id);
    probe.awaitStatus(id, FAILED);

    assertThat(runScripts.stop(id).status()).isEqualTo(IDLE);
    assertThat(runScripts.get(id).exitCode()).isEqualTo(1);
  }

  @Test
  void postRunAndCleanupGetThePortAndLogsOfTheirOwn() {
    var id =
        workspaces.with(
            "node server.js {port}", "echo after {port}; sleep 1000", "echo before the end {port}");
    runScripts.start(id);
    var port = probe.awaitServed(id).port();
    eventually()
        .until(() -> probe.log(id, LogChannel.POST_RUN).equals("after %d\n".formatted(port)));
    var members = probe.members(id);

    runScripts.stop(id);

    probe.awaitStatus(id, IDLE);
    assertThat(probe.log(id, LogChannel.CLEANUP)).isEqualTo("before the end %d\n".formatted(port));
    assertThat(probe.log(id, LogChannel.RUN)).startsWith("listening on %d\n".formatted(port));
    assertThat(members).noneMatch(Pids::isAlive);
  }

  @Test
  void aCleanupThatHangsIsCutShort() {
    var id = workspaces.with("sleep 1000", null, "echo begun; sleep 1000");
    runScripts.start(id);
    probe.awaitStatus(id, RUNNING);

    runScripts.stop(id);

    probe.awaitStatus(id, IDLE);
    assertThat(probe.log(id, LogChannel.CLEANUP)).isEqualTo("begun\n");
  }

  @Test
  void anotherPortThanTheGivenOneIsSeen() throws Exception {
    int other;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      other = socket.getLocalPort();
    }
    var id = workspaces.with("node server.js " + other);

    runScripts.start(id);

    var served = probe.awaitServed(id);
    assertThat(served.detectedPort()).isEqualTo(other).isNotEqualTo(served.port());
    assertThat(recorded.of(id).getLast().port()).isEqualTo(other);
  }

  private void rewind(WorkspaceId id) {
    var row = store.find(id).orElseThrow();
    var starting = new RunScriptState.Starting(row.run(), row.processId());
    store.change(id, row.state(), (stored, _) -> stored.moveTo(starting));
  }

  private String fetch(RunScript script) throws Exception {
    var address = URI.create("http://127.0.0.1:%d/".formatted(script.detectedPort()));
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  private static long pid(RunScript script) {
    return script.pid() == null ? -1 : script.pid();
  }

  private static @Nullable ErrorCode problem(RunScript script) {
    return script.problem() == null ? null : script.problem().code();
  }
}
