package dev.factoryfactory.runscript;

import static dev.factoryfactory.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.runscript.RunScriptTestSupport.Probe;
import dev.factoryfactory.runscript.WorkspaceUsage.Sample;
import dev.factoryfactory.runscript.WorkspaceUsage.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What workspaces use, measured at real processes. */
@RunScriptModuleTest
class UsageIntegrationTests {

  private final RunScriptFacade runScripts;
  private final UsageWatch watch;
  private final DirectoryWorkspaces workspaces;
  private final Probe probe;
  private final ServerClient client;

  UsageIntegrationTests(
      RunScriptFacade runScripts,
      UsageWatch watch,
      DirectoryWorkspaces workspaces,
      Probe probe,
      ServerClient client) {
    this.runScripts = runScripts;
    this.watch = watch;
    this.workspaces = workspaces;
    this.probe = probe;
    this.client = client;
  }

  @AfterEach
  void endAll() {
    workspaces.clear(runScripts);
  }

  @Test
  void whatRunsIsMeasuredAndItsPortsAreNamed() {
    var id = workspaces.with("node server.js {port} & while :; do :; done");
    runScripts.start(id);
    var port = probe.awaitServed(id).port();

    runScripts.usage(id);
    eventually()
        .until(
            () -> {
              watch.tick();
              return last(id).cpuPercent() > 20;
            });

    assertThat(last(id).ports()).containsExactly(port);
    assertThat(last(id).processes()).isGreaterThan(1);
    assertThat(last(id).memoryBytes()).isGreaterThan(10_000_000);
  }

  @Test
  void whateverWorksInTheWorktreeBelongsToTheWorkspace() throws IOException {
    var id = workspaces.with("exit 0");
    var other = startIn(workspaces.worktree(id));
    try {
      eventually().until(() -> last(id).processes() == 0 || last(id).processes() == 1);
      var usage = client.get("/api/workspaces/%s/usage".formatted(id)).json();

      assertThat(usage.path("samples").get(0).path("processes").asInt()).isEqualTo(1);
      assertThat(usage.path("warnings")).isEmpty();
    } finally {
      other.destroyForcibly().onExit().join();
    }
  }

  @Test
  void whoListensIsToldOfEachLook() {
    var id = workspaces.with("exit 0");
    try (var stomp = client.stomp()) {
      var pushed = stomp.subscribe("/topic/workspaces/%s/usage".formatted(id));
      var first = stomp.subscribe("/app/workspaces/%s/usage".formatted(id)).next();
      assertThat(first.path("samples")).hasSize(1);

      watch.tick();

      assertThat(pushed.next().path("samples")).hasSize(1);
      assertThat(runScripts.usage(id).samples()).hasSizeGreaterThanOrEqualTo(2);
    }
    eventually()
        .until(
            () -> {
              watch.tick();
              return runScripts.usage(id).samples().size() == 1;
            });
  }

  @Test
  void theHistoryIsBounded() {
    var id = workspaces.with("sleep 1000");
    runScripts.start(id);
    probe.awaitStatus(id, RunScriptStatus.RUNNING);
    for (int i = 0; i < 150; i++) {
      watch.tick();
    }
    assertThat(runScripts.usage(id).samples()).hasSize(120);
  }

  @Test
  void limitsThatArePassedAreSaid() {
    var calm = new Sample(Instant.EPOCH, 1, 10, 1_000_000L, Set.of());
    var busy = new Sample(Instant.EPOCH, 1, 250, 1_000_000L, Set.of());
    var large = new Sample(Instant.EPOCH, 1, 10, 5_000_000_000L, Set.of());

    assertThat(UsageWatch.warnings(List.of(calm), 200, 4_000_000_000L)).isEmpty();
    assertThat(UsageWatch.warnings(List.of(calm, large), 200, 4_000_000_000L))
        .extracting(Warning::kind)
        .containsExactly(WorkspaceUsage.Kind.MEMORY);
    assertThat(UsageWatch.warnings(Collections.nCopies(5, busy), 200, 4_000_000_000L))
        .as("not before it lasts")
        .isEmpty();
    assertThat(UsageWatch.warnings(Collections.nCopies(6, busy), 200, 4_000_000_000L))
        .extracting(Warning::kind)
        .containsExactly(WorkspaceUsage.Kind.CPU);
  }

  private Sample last(WorkspaceId id) {
    return runScripts.usage(id).samples().getLast();
  }

  private static Process startIn(Path directory) throws IOException {
    return new ProcessBuilder("sleep", "1000").directory(directory.toFile()).start();
  }
}
