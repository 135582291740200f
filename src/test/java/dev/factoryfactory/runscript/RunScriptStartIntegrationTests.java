package dev.factoryfactory.runscript;

import static dev.factoryfactory.Eventually.eventually;
import static dev.factoryfactory.runscript.RunScriptStatus.COMPLETED;
import static dev.factoryfactory.runscript.RunScriptStatus.FAILED;
import static dev.factoryfactory.runscript.RunScriptStatus.IDLE;
import static dev.factoryfactory.runscript.RunScriptStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.runscript.RunScriptTestSupport.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** Which starts are refused, and which ports the others get. */
@RunScriptModuleTest
class RunScriptStartIntegrationTests {

  private final RunScriptFacade runScripts;
  private final RunScriptStore store;
  private final DirectoryWorkspaces workspaces;
  private final Probe probe;
  private final ServerClient client;

  RunScriptStartIntegrationTests(
      RunScriptFacade runScripts,
      RunScriptStore store,
      DirectoryWorkspaces workspaces,
      Probe probe,
      ServerClient client) {
    this.runScripts = runScripts;
    this.store = store;
    this.workspaces = workspaces;
    this.probe = probe;
    this.client = client;
  }

  @AfterEach
  void endAll() {
    workspaces.clear(runScripts);
  }

  @Test
  void aPortIsKeptWhileItIsFree() throws Exception {
    var id = workspaces.with("exit 0");
    var port = port(runScripts.start(id));
    probe.awaitStatus(id, COMPLETED);

    assertThat(port(runScripts.start(id))).isEqualTo(port);

    probe.awaitStatus(id, COMPLETED);
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

  @Test
  void startedTwiceItRunsOnce() {
    var id = workspaces.with("echo once >> runs; exec sleep 1000");
    runScripts.start(id);
    var running = probe.awaitStatus(id, RUNNING);

    assertThat(runScripts.start(id).run()).isEqualTo(running.run());
    eventually().until(() -> Files.exists(workspaces.worktree(id).resolve("runs")));
    assertThat(workspaces.worktree(id).resolve("runs")).hasContent("once");
  }

  @Test
  void aBrokenFileIsRefusedAndTouchesNothing() {
    var id = workspaces.with("exec node server.js");
    runScripts.start(id);
    var running = probe.awaitServed(id);

    workspaces.breakFile(id);

    assertRefused(id, ErrorCode.INVALID_CONFIG);
    var shown = runScripts.get(id);
    assertThat(shown.status()).isEqualTo(RUNNING);
    assertThat(shown.pid()).isEqualTo(running.pid());
    assertThat(shown.scriptsProblem()).isNotNull();
    workspaces.change(id, "exit 0");
    runScripts.stopAll(id);
    runScripts.start(id);
    probe.awaitStatus(id, COMPLETED);
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

    var failed = probe.awaitStatus(id, FAILED);
    assertThat(failed.problem()).isNotNull();
    assertThat(String.valueOf(failed.problem())).contains("is gone");
  }

  @Test
  void removedWithItsWorkspace() {
    var id = workspaces.with("echo words; exec sleep 1000");
    runScripts.start(id);
    eventually().until(() -> probe.log(id, LogChannel.RUN).contains("words"));

    runScripts.stopAll(id);
    runScripts.removeAll(id);

    assertThat(runScripts.get(id)).isEqualTo(RunScript.none(id).with(workspaces.scripts(id), null));
    assertThat(probe.log(id, LogChannel.RUN)).isEmpty();
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
                DataSize.ofKilobytes(1),
                null,
                DataSize.ofGigabytes(4)));

    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> allocator.choose(WorkspaceId.random()))
        .extracting(DomainException::code)
        .isEqualTo(ErrorCode.NO_FREE_PORT);
  }

  private void assertRefused(WorkspaceId id, ErrorCode code) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> runScripts.start(id))
        .extracting(DomainException::code)
        .isEqualTo(code);
  }

  private static int port(RunScript script) {
    return script.port() == null ? 0 : script.port();
  }
}
