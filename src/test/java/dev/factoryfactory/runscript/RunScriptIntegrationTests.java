package dev.factoryfactory.runscript;

import static dev.factoryfactory.runscript.RunScriptStatus.COMPLETED;
import static dev.factoryfactory.runscript.RunScriptStatus.FAILED;
import static dev.factoryfactory.runscript.RunScriptStatus.IDLE;
import static dev.factoryfactory.runscript.RunScriptStatus.RUNNING;
import static dev.factoryfactory.runscript.RunScriptStatus.STARTING;
import static dev.factoryfactory.runscript.RunScriptStatus.STOPPING;
import static dev.factoryfactory.runscript.RunScriptTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.runscript.RunScriptTestSupport.RecordedFacets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** Dev servers from start to end, well-behaved and not. */
@RunScriptModuleTest
class RunScriptIntegrationTests {

  private final RunScriptFacade runScripts;
  private final RunScriptStore store;
  private final RunScriptWork work;
  private final RunScriptLauncher launcher;
  private final DirectoryWorkspaces workspaces;
  private final RecordedFacets recorded;
  private final ServerClient client;
  private final HttpClient http = HttpClient.newHttpClient();

  RunScriptIntegrationTests(
      RunScriptFacade runScripts,
      RunScriptStore store,
      RunScriptWork work,
      RunScriptLauncher launcher,
      DirectoryWorkspaces workspaces,
      RecordedFacets recorded,
      ServerClient client) {
    this.runScripts = runScripts;
    this.store = store;
    this.work = work;
    this.launcher = launcher;
    this.workspaces = workspaces;
    this.recorded = recorded;
    this.client = client;
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
    var served = awaitServed(id);
    assertThat(served.detectedPort()).isEqualTo(started.port());
    assertThat(fetch(served)).startsWith("served by ");
    var members = members(id);
    assertThat(members).isNotEmpty();

    runScripts.stop(id);

    awaitStatus(id, IDLE);
    assertThat(members).noneMatch(RunScriptIntegrationTests::isAlive);
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

    awaitStatus(id, COMPLETED);
    var worktree = workspaces.worktree(id).toRealPath();
    assertThat(log(id, LogChannel.RUN))
        .isEqualTo(
            "%d|%s|%s|\n".formatted(runScripts.get(id).port(), workspaces.worktree(id), worktree));
  }

  @Test
  void whatEndsAtOnceIsCompletedAndRemembered() {
    var id = workspaces.with("echo done");

    runScripts.start(id);

    var ended = awaitStatus(id, COMPLETED);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.endedAt()).isAfterOrEqualTo(ended.startedAt());
    assertThat(ended.problem()).isNull();
    assertThat(log(id, LogChannel.RUN)).isEqualTo("done\n");
    assertThat(recorded.path(id)).containsExactly(STARTING, RUNNING, COMPLETED);
  }

  @Test
  void aFailureKeepsItsExitCode() {
    var id = workspaces.with("echo no such thing >&2; exit 3");

    runScripts.start(id);

    var ended = awaitStatus(id, FAILED);
    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(problem(ended)).isEqualTo(ErrorCode.RUN_SCRIPT_FAILED);
    assertThat(log(id, LogChannel.RUN)).isEqualTo("no such thing\n");
  }

  @Test
  void aDeathBySignalIsCalledByItsName() {
    var id = workspaces.with("kill -SEGV $$");

    runScripts.start(id);

    var ended = awaitStatus(id, FAILED);
    assertThat(ended.exitCode()).isNull();
    assertThat(ended.signal()).isEqualTo("SIGSEGV");
  }

  @Test
  void theWatcherOfTheScriptMayBeKilledToo() {
    var id = workspaces.with("node server.js");
    runScripts.start(id);
    var running = awaitServed(id);

    var members = members(id);
    ProcessHandle.of(pid(running)).orElseThrow().destroyForcibly();

    var ended = awaitStatus(id, FAILED);
    assertThat(ended.signal()).isEqualTo("SIGKILL");
    assertThat(members).noneMatch(RunScriptIntegrationTests::isAlive);
  }

  @Test
  void aScriptThatEndedBeforeRunningWasWrittenIsNotStartedAgain() throws Exception {
    var id = workspaces.with("echo once >> \"$WORKSPACE_PATH/runs\"");
    runScripts.start(id);
    awaitStatus(id, COMPLETED);

    // As a server leaves it that dies between the start of the process and the next write.
    rewind(id);
    work.submit(id);

    awaitStatus(id, COMPLETED);
    assertThat(workspaces.worktree(id).resolve("runs")).hasContent("once");
    assertThat(recorded.path(id)).endsWith(STARTING, COMPLETED);
  }

  @Test
  void aRunningScriptIsAdoptedAndNotStartedTwice() {
    var id = workspaces.with("echo once >> runs; exec node server.js");
    runScripts.start(id);
    var before = awaitServed(id);

    rewind(id);
    work.submit(id);

    assertThat(awaitStatus(id, RUNNING).pid()).isEqualTo(before.pid());
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
    awaitServed(id);
    var file = workspaces.worktree(id).resolve("grandchild");
    eventually().until(() -> Files.exists(file) && Files.size(file) > 1);
    long grandchild = Long.parseLong(Files.readString(file).strip());
    assertThat(isAlive(grandchild)).isTrue();

    runScripts.stop(id);

    awaitStatus(id, IDLE);
    assertThat(isAlive(grandchild)).isFalse();
  }

  @Test
  void whatAScriptLeftBehindEndsWithIt() throws Exception {
    var id = workspaces.with("setsid sleep 1000 & echo $! > left; exit 0");

    runScripts.start(id);

    awaitStatus(id, COMPLETED);
    var left = Long.parseLong(Files.readString(workspaces.worktree(id).resolve("left")).strip());
    assertThat(isAlive(left)).isFalse();
  }

  @Test
  void aServerThatIgnoresTheSignalIsKilled() {
    var id =
        workspaces.with(
            "trap '' TERM; node -e \"process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1000); console.log('up')\" & wait; wait; sleep 1000");
    runScripts.start(id);
    eventually().until(() -> log(id, LogChannel.RUN).contains("up"));
    var members = members(id);

    runScripts.stop(id);

    awaitStatus(id, IDLE);
    assertThat(members).noneMatch(RunScriptIntegrationTests::isAlive);
    assertThat(log(id, LogChannel.RUN)).contains("no");
  }

  @Test
  void stoppedWhileItStartsItDoesNotStayBehind() {
    var id = workspaces.with("exec node server.js");
    for (int i = 0; i < 5; i++) {
      runScripts.start(id);
      runScripts.stopAll(id);
      assertThat(runScripts.get(id).status()).isEqualTo(IDLE);
      assertThat(members(id)).isEmpty();
    }
  }

  @Test
  void aFinishedRunIsClearedByAStop() {
    var id = workspaces.with("exit 1");
    runScripts.start(id);
    awaitStatus(id, FAILED);

    assertThat(runScripts.stop(id).status()).isEqualTo(IDLE);
    assertThat(runScripts.get(id).exitCode()).isEqualTo(1);
  }

  @Test
  void postRunAndCleanupGetThePortAndLogsOfTheirOwn() {
    var id =
        workspaces.with(
            "node server.js {port}", "echo after {port}; sleep 1000", "echo before the end {port}");
    runScripts.start(id);
    var port = awaitServed(id).port();
    eventually().until(() -> log(id, LogChannel.POST_RUN).equals("after %d\n".formatted(port)));
    var members = members(id);

    runScripts.stop(id);

    awaitStatus(id, IDLE);
    assertThat(log(id, LogChannel.CLEANUP)).isEqualTo("before the end %d\n".formatted(port));
    assertThat(log(id, LogChannel.RUN)).startsWith("listening on %d\n".formatted(port));
    assertThat(members).noneMatch(RunScriptIntegrationTests::isAlive);
  }

  @Test
  void aCleanupThatHangsIsCutShort() {
    var id = workspaces.with("sleep 1000", null, "echo begun; sleep 1000");
    runScripts.start(id);
    awaitStatus(id, RUNNING);

    runScripts.stop(id);

    awaitStatus(id, IDLE);
    assertThat(log(id, LogChannel.CLEANUP)).isEqualTo("begun\n");
  }

  @Test
  void anotherPortThanTheGivenOneIsSeen() throws Exception {
    int other;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      other = socket.getLocalPort();
    }
    var id = workspaces.with("node server.js " + other);

    runScripts.start(id);

    var served = awaitServed(id);
    assertThat(served.detectedPort()).isEqualTo(other).isNotEqualTo(served.port());
    assertThat(recorded.of(id).getLast().port()).isEqualTo(other);
    var usage = runScripts.usage(id);
    assertThat(usage.ports()).containsExactly(other);
    assertThat(usage.processes()).isPositive();
    assertThat(usage.memoryBytes()).isGreaterThan(1_000_000);
  }

  @Test
  void aPortIsKeptWhileItIsFree() throws Exception {
    var id = workspaces.with("exit 0");
    var port = port(runScripts.start(id));
    awaitStatus(id, COMPLETED);

    assertThat(port(runScripts.start(id))).isEqualTo(port);

    awaitStatus(id, COMPLETED);
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(port(runScripts.start(id))).isNotEqualTo(port);
    }
  }

  @Test
  void concurrentStartsNeverGetTheSamePort() throws Exception {
    var ids = IntStream.range(0, 12).mapToObj(_ -> workspaces.with("sleep 1000")).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ports =
          threads
              .invokeAll(
                  ids.stream()
                      .<Callable<Integer>>map(id -> () -> port(runScripts.start(id)))
                      .toList())
              .stream()
              .map(future -> future.resultNow())
              .toList();

      assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 3000 && port <= 9999);
    }
  }

  @Test
  void withoutAFreePortThereIsAClearRefusal() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertNoFreePort(taken.getLocalPort());
    }
  }

  @Test
  void theServersOwnPortIsNeverGiven() {
    assertNoFreePort(client.port());
  }

  private void assertNoFreePort(int only) {
    var allocator =
        new PortAllocator(
            store,
            new RunScriptProperties(
                new RunScriptProperties.PortRange(only, only),
                RunScriptProperties.OnShutdown.LEAVE,
                Duration.ZERO,
                Duration.ZERO,
                DataSize.ofKilobytes(1)));

    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> allocator.choose(WorkspaceId.random()))
        .extracting(DomainException::code)
        .isEqualTo(ErrorCode.NO_FREE_PORT);
  }

  @Test
  void startedTwiceItRunsOnce() {
    var id = workspaces.with("echo once >> runs; exec sleep 1000");
    runScripts.start(id);
    var running = awaitStatus(id, RUNNING);

    assertThat(runScripts.start(id).run()).isEqualTo(running.run());
    eventually().until(() -> Files.exists(workspaces.worktree(id).resolve("runs")));
    assertThat(workspaces.worktree(id).resolve("runs")).hasContent("once");
  }

  @Test
  void aBrokenFileIsRefusedAndTouchesNothing() {
    var id = workspaces.with("exec node server.js");
    runScripts.start(id);
    var running = awaitServed(id);

    workspaces.breakFile(id);

    assertRefused(id, ErrorCode.INVALID_CONFIG);
    var shown = runScripts.get(id);
    assertThat(shown.status()).isEqualTo(RUNNING);
    assertThat(shown.pid()).isEqualTo(running.pid());
    assertThat(shown.scriptsProblem()).isNotNull();
    workspaces.change(id, "exit 0");
    runScripts.stopAll(id);
    runScripts.start(id);
    awaitStatus(id, COMPLETED);
  }

  @Test
  void refusals() throws IOException {
    assertRefused(WorkspaceId.random(), ErrorCode.NOT_FOUND);
    assertRefused(workspaces.with(null, null, null), ErrorCode.NO_RUN_SCRIPT);
    var archived = workspaces.with("sleep 1000");
    workspaces.archive(archived);
    assertRefused(archived, ErrorCode.INVALID_STATE);
    assertThat(runScripts.get(archived).status()).isEqualTo(IDLE);
  }

  @Test
  void aWorktreeThatVanishedIsAClearFailure() throws IOException {
    var id = workspaces.with("sleep 1000");
    FileSystemUtils.deleteRecursively(workspaces.worktree(id));

    runScripts.start(id);

    var failed = awaitStatus(id, FAILED);
    assertThat(failed.problem()).isNotNull();
    assertThat(String.valueOf(failed.problem())).contains("is gone");
  }

  @Test
  void removedWithItsWorkspace() {
    var id = workspaces.with("echo words; exec sleep 1000");
    runScripts.start(id);
    eventually().until(() -> log(id, LogChannel.RUN).contains("words"));

    runScripts.stopAll(id);
    runScripts.removeAll(id);

    assertThat(runScripts.get(id)).isEqualTo(RunScript.none(id).with(workspaces.scripts(id), null));
    assertThat(log(id, LogChannel.RUN)).isEmpty();
  }

  private void rewind(WorkspaceId id) {
    var row = store.find(id).orElseThrow();
    var starting = new RunScriptState.Starting(row.run(), row.processId());
    store.change(id, row.state(), (stored, _) -> stored.moveTo(starting));
  }

  private void assertRefused(WorkspaceId id, ErrorCode code) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> runScripts.start(id))
        .extracting(DomainException::code)
        .isEqualTo(code);
  }

  private RunScript awaitStatus(WorkspaceId id, RunScriptStatus status) {
    return eventually().until(() -> runScripts.get(id), script -> script.status() == status);
  }

  private RunScript awaitServed(WorkspaceId id) {
    return eventually().until(() -> runScripts.get(id), script -> script.detectedPort() != null);
  }

  private String log(WorkspaceId id, LogChannel channel) {
    return runScripts.log(id, channel, null, 0, 65_536, null).output();
  }

  private Set<Long> members(WorkspaceId id) {
    return launcher.members(store.find(id).orElseThrow());
  }

  private String fetch(RunScript script) throws Exception {
    var address = URI.create("http://127.0.0.1:%d/".formatted(script.detectedPort()));
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  private static int port(RunScript script) {
    return script.port() == null ? 0 : script.port();
  }

  private static long pid(RunScript script) {
    return script.pid() == null ? -1 : script.pid();
  }

  private static @Nullable ErrorCode problem(RunScript script) {
    return script.problem() == null ? null : script.problem().code();
  }

  /** A zombie that nobody has collected yet is dead too. */
  private static boolean isAlive(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return !stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return false;
    }
  }
}
