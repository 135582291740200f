package dev.factoryfactory.terminal;

import static dev.factoryfactory.Eventually.eventually;
import static dev.factoryfactory.terminal.TerminalTestSupport.Windows.awaitShown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.Pids;
import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.home.ServerHome;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.terminal.TerminalTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.terminal.TerminalTestSupport.RecordedFacets;
import dev.factoryfactory.terminal.TerminalTestSupport.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Terminals from their opening to their end, with real shells. */
@TerminalModuleTest
class TerminalIntegrationTests {

  private final TerminalFacade terminals;
  private final DirectoryWorkspaces workspaces;
  private final RecordedFacets recorded;
  private final ServerClient client;
  private final Windows windows;
  private final KeeperLink link;
  private final Processes processes;
  private final ServerHome home;

  TerminalIntegrationTests(
      TerminalFacade terminals,
      DirectoryWorkspaces workspaces,
      RecordedFacets recorded,
      ServerClient client,
      Windows windows,
      KeeperLink link,
      Processes processes,
      ServerHome home) {
    this.terminals = terminals;
    this.workspaces = workspaces;
    this.recorded = recorded;
    this.client = client;
    this.windows = windows;
    this.link = link;
    this.processes = processes;
    this.home = home;
  }

  @AfterEach
  void endAll() {
    workspaces.clear(terminals);
  }

  @Test
  void opensInTheWorktreeWithACleanEnvironment() throws IOException {
    var workspace = workspaces.ready();
    try (var window = windows.of(windows.open(workspace), "")) {
      window.type("echo \"[$TERM|$COLORTERM|$PWD|$FACTORY_FACTORY_HOME|$SPRING_X]\"; tty\r");

      var worktree = workspaces.worktree(workspace).toRealPath();
      awaitShown(window, "[xterm-256color|truecolor|%s||]".formatted(worktree));
      awaitShown(window, "/dev/pts/");
      window.type("env | grep -c FACTORY_FACTORY; env | grep FACTORY_FACTORY | cut -d= -f1\r");
      awaitShown(window, "FACTORY_FACTORY_PROCESS");
      assertThat(window.shown())
          .contains("1\r\nFACTORY_FACTORY_PROCESS")
          .doesNotContain(client.token());
    }
  }

  @Test
  void listRenameAndCloseOverHttp() {
    var workspace = workspaces.ready();
    var path = "/api/workspaces/%s/terminals".formatted(workspace);

    var created = client.post(path, null);
    assertThat(created.status()).isEqualTo(201);
    var id = created.json().path("id").asString();
    assertThat(created.json().path("name").asString()).isEqualTo("Terminal 1");
    assertThat(client.post(path, Map.of("name", "Tests")).json().path("name").asString())
        .isEqualTo("Tests");
    assertThat(client.patch("/api/terminals/" + id, Map.of("name", "Server")).status())
        .isEqualTo(200);
    assertThat(client.get(path).json().findValuesAsString("name"))
        .containsExactly("Server", "Tests");
    assertThat(client.delete("/api/terminals/" + id).status()).isEqualTo(204);
    assertThat(client.get("/api/terminals/" + id).status()).isEqualTo(404);

    var facets = recorded.of(workspace);
    assertThat(facets).extracting(TerminalFacet::revision).containsExactly(1L, 2L, 3L, 4L);
    assertThat(facets.getLast().terminals())
        .extracting(TerminalFacet.Summary::name)
        .containsExactly("Tests");
    assertThat(terminals.facets(facets.getLast().projectId())).contains(facets.getLast());
  }

  @Test
  void refusals() throws IOException {
    assertCode(
        client.post("/api/workspaces/%s/terminals".formatted(WorkspaceId.random()), null),
        404,
        "NOT_FOUND");
    assertCode(client.get("/api/terminals/no-such-id"), 404, "NOT_FOUND");
    var workspace = workspaces.ready();
    var path = "/api/workspaces/%s/terminals".formatted(workspace);
    assertCode(client.post(path, Map.of("name", "a\nb")), 400, "INVALID_NAME");
    assertCode(client.post(path, Map.of("columns", 0)), 400, "INVALID_INPUT");
    windows.open(workspace);
    windows.open(workspace);
    windows.open(workspace);
    assertCode(client.post(path, null), 429, "TERMINAL_LIMIT");
    var archived = workspaces.ready();
    workspaces.archive(archived);
    assertCode(
        client.post("/api/workspaces/%s/terminals".formatted(archived), null),
        409,
        "INVALID_STATE");
    var vanished = workspaces.ready();
    FileSystemUtils.deleteRecursively(workspaces.worktree(vanished));
    assertCode(
        client.post("/api/workspaces/%s/terminals".formatted(vanished), null),
        409,
        "WORKTREE_MISSING");
  }

  @Test
  void anUnknownTerminalIsToldAndClosed() {
    try (var window = windows.of("7e57d004-2b97-4e7a-b45f-5387367791cd", "")) {
      assertThat(window.closed().join()).isEqualTo(4404);
      assertThat(window.told("error").getFirst().path("code").asString()).isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void nobodyElseGetsIn() {
    var id = windows.open(workspaces.ready());
    var socket = "/ws/terminals/" + id;

    assertThat(client.call("GET", socket, null, "Authorization", "Bearer wrong").status())
        .isEqualTo(401);
    assertThat(client.call("GET", socket, null, "Origin", "http://evil.example").status())
        .isEqualTo(403);
  }

  @Test
  void aKeeperThatDiesTakesItsTerminalsAndAnotherTakesItsPlace() throws IOException {
    var workspace = workspaces.ready();
    try (var window = windows.of(windows.open(workspace), "")) {
      processes.stopRemains(new KeeperProgram(home).id(), Duration.ZERO);

      assertThat(window.closed().join()).isEqualTo(4010);
      eventually().until(() -> terminals.list(workspace).isEmpty());
    }
    try (var window = windows.of(windows.open(workspace), "")) {
      window.type("echo again-$((1+1))\r");
      awaitShown(window, "again-2");
    }
  }

  @Test
  void aStartWithoutTheKeeperForgetsItsTerminals() {
    var workspace = workspaces.ready();
    windows.open(workspace);

    // As after the machine was switched off: terminals are stored, and nobody holds them.
    link.stop();
    assertThat(terminals.list(workspace)).hasSize(1);
    link.start();

    assertThat(terminals.list(workspace)).isEmpty();
    assertThat(windows.open(workspace)).isNotEmpty();
  }

  @Test
  void aShellThatEndsClosesItsTerminal() {
    var workspace = workspaces.ready();
    var id = windows.open(workspace);
    try (var window = windows.of(id, "")) {
      window.type("echo last words; exit 7\r");

      assertThat(window.closed().join()).isEqualTo(4000);
      assertThat(window.shown()).contains("last words");
      assertThat(window.told("exit").getFirst().path("exitCode").asInt()).isEqualTo(7);
      eventually().until(() -> terminals.list(workspace).isEmpty());
      eventually().until(() -> recorded.of(workspace).getLast().terminals().isEmpty());
    }
  }

  @Test
  void aClosedTerminalLeavesNothingRunning() throws IOException {
    var workspace = workspaces.ready();
    var id = windows.open(workspace);
    var pid = workspaces.worktree(workspace).resolve("pid");
    try (var window = windows.of(id, "")) {
      window.type("nohup setsid sleep 1000 & echo $! > pid\r");
      eventually().until(() -> Files.exists(pid) && Files.size(pid) > 1);
    }

    terminals.close(id);

    assertThat(Pids.isAlive(Long.parseLong(Files.readString(pid).strip()))).isFalse();
  }

  private static void assertCode(ServerClient.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("code").asString()).isEqualTo(code);
  }
}
