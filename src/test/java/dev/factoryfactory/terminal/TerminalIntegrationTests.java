package dev.factoryfactory.terminal;

import static dev.factoryfactory.terminal.TerminalTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.Pids;
import dev.factoryfactory.ServerClient;
import dev.factoryfactory.TerminalClient;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.home.ServerHome;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.terminal.TerminalTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.terminal.TerminalTestSupport.RecordedFacets;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Real shells, looked at and typed into over the socket. */
@TerminalModuleTest
class TerminalIntegrationTests {

  private final TerminalFacade terminals;
  private final DirectoryWorkspaces workspaces;
  private final RecordedFacets recorded;
  private final ServerClient client;
  private final Processes processes;
  private final ServerHome home;

  TerminalIntegrationTests(
      TerminalFacade terminals,
      DirectoryWorkspaces workspaces,
      RecordedFacets recorded,
      ServerClient client,
      Processes processes,
      ServerHome home) {
    this.terminals = terminals;
    this.workspaces = workspaces;
    this.recorded = recorded;
    this.client = client;
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
    try (var window = window(open(workspace), "")) {
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
    open(workspace);
    open(workspace);
    open(workspace);
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
    try (var window = window("7e57d004-2b97-4e7a-b45f-5387367791cd", "")) {
      assertThat(window.closed().join()).isEqualTo(4404);
      assertThat(window.told("error").getFirst().path("code").asString()).isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void nobodyElseGetsIn() {
    var id = open(workspaces.ready());
    var socket = "/ws/terminals/" + id;

    assertThat(client.call("GET", socket, null, "Authorization", "Bearer wrong").status())
        .isEqualTo(401);
    assertThat(client.call("GET", socket, null, "Origin", "http://evil.example").status())
        .isEqualTo(403);
  }

  @Test
  void aKeeperThatDiesTakesItsTerminalsAndAnotherTakesItsPlace() throws IOException {
    var workspace = workspaces.ready();
    try (var window = window(open(workspace), "")) {
      processes.stopRemains(new KeeperProgram(home).id(), Duration.ZERO);

      assertThat(window.closed().join()).isEqualTo(4010);
      eventually().until(() -> terminals.list(workspace).isEmpty());
    }
    try (var window = window(open(workspace), "")) {
      window.type("echo again-$((1+1))\r");
      awaitShown(window, "again-2");
    }
  }

  @Test
  void aShellThatEndsClosesItsTerminal() {
    var workspace = workspaces.ready();
    var id = open(workspace);
    try (var window = window(id, "")) {
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
    var id = open(workspace);
    var pid = workspaces.worktree(workspace).resolve("pid");
    try (var window = window(id, "")) {
      window.type("nohup setsid sleep 1000 & echo $! > pid\r");
      eventually().until(() -> Files.exists(pid) && Files.size(pid) > 1);
    }

    terminals.close(id);

    assertThat(Pids.isAlive(Long.parseLong(Files.readString(pid).strip()))).isFalse();
  }

  @Test
  void severalWindowsSeeTheSame() {
    var id = open(workspaces.ready());
    try (var first = window(id, "");
        var second = window(id, "")) {
      first.type("echo from-$((40+1))\r");
      second.type("echo from-$((40+2))\r");
      awaitShown(first, "from-42");
      awaitShown(second, "from-42");
      eventually().until(() -> first.shown().equals(second.shown()));
      first.tell("{\"type\":\"resize\",\"columns\":101,\"rows\":33}");

      eventually().until(() -> !second.told("size").isEmpty());
      second.type("stty size\r");
      awaitShown(second, "33 101");
    }
  }

  @Test
  void whoReturnsGetsJustWhatWasMissed() {
    var id = open(workspaces.ready());
    long held;
    String before;
    try (var window = window(id, "")) {
      window.type("echo one-$((1+1))\r");
      awaitShown(window, "one-2");
      before = window.shown();
      held = window.told("attached").getFirst().path("offset").asLong() + window.size();
      window.type("sleep 0.3; echo two-$((1+1))\r");
      awaitShown(window, "echo two-$((1+1))");
    }
    try (var all = window(id, "?after=0");
        var rest = window(id, "?after=" + held)) {
      awaitShown(rest, "two-2");
      awaitShown(all, "two-2");
      eventually().until(() -> all.shown().equals(before + rest.shown()));
      assertThat(rest.told("attached").getFirst().path("offset").asLong()).isEqualTo(held);
    }
  }

  @Test
  void aFreshWindowShowsTheScreenThatAProgramPainted() {
    var id = open(workspaces.ready());
    try (var window = window(id, "")) {
      window.type(
          "printf '\\033[?1049h\\033[?25l\\033[?2004hpainted'; trap 'printf again' WINCH; while :; do sleep 0.1; done\r");
      awaitShown(window, "\u001b[?2004hpainted");
      try (var late = window(id, "")) {
        var attached = eventually().until(() -> late.told("attached"), told -> !told.isEmpty());
        assertThat(attached.getFirst().path("modes").asString())
            .isEqualTo("\u001b[?1049h\u001b[?2004h\u001b[?25l");
        awaitShown(late, "again");
      }
    }
  }

  @Test
  void aFloodArrivesWholeAtEveryWindow() {
    var id = open(workspaces.ready());
    try (var first = window(id, "");
        var second = window(id, "")) {
      first.type("stty -onlcr; head -c 20000000 /dev/zero | tr '\\0' z; echo; echo end-$((1+1))\r");

      awaitShown(first, "end-2");
      awaitShown(second, "end-2");
      assertThat(first.shown().chars().filter(c -> c == 'z').count())
          .isGreaterThanOrEqualTo(20_000_000);
      assertThat(second.size()).isEqualTo(first.size());
    }
  }

  @Test
  void aWindowThatShowsNothingIsDetachedAndTheOthersGoOn() {
    var id = open(workspaces.ready());
    try (var stuck = TerminalClient.open(client.port(), client.token(), id, false);
        var other = window(id, "")) {
      eventually().until(() -> !stuck.told("attached").isEmpty());
      other.type("stty -onlcr; head -c 8000000 /dev/zero | tr '\\0' z; echo; echo end-$((1+1))\r");

      awaitShown(other, "end-2");
      assertThat(stuck.closed().join()).isEqualTo(4008);
      assertThat(stuck.size()).isLessThan(TerminalWindow.CREDIT + 64 * 1024);
    }
  }

  @Test
  void withoutAWindowAFloodIsReadAndItsEndKept() {
    var workspace = workspaces.ready();
    var id = open(workspace);
    try (var window = window(id, "")) {
      window.type("head -c 5000000 /dev/zero | tr '\\0' z; touch done; echo; echo end-$((1+1))\r");
    }
    eventually().until(() -> Files.exists(workspaces.worktree(workspace).resolve("done")));

    try (var window = window(id, "")) {
      awaitShown(window, "end-2");
      assertThat(window.size()).isLessThan(128 * 1024);
    }
  }

  @Test
  void aLongPasteArrivesWhole() throws NoSuchAlgorithmException {
    var workspace = workspaces.ready();
    var id = open(workspace);
    try (var window = window(id, "")) {
      window.type(
          "stty raw -echo; echo ready-$((1+1)); head -c 5000000 | md5sum > sum; stty sane; echo got-$((1+1))\r");
      awaitShown(window, "ready-2");
      var paste = new byte[5_000_000];
      Arrays.fill(paste, (byte) 'p');
      paste[0] = (byte) 0xFF;
      window.type(paste);

      awaitShown(window, "got-2");
      assertThat(workspaces.worktree(workspace).resolve("sum")).content().startsWith(md5(paste));
    }
  }

  @Test
  void aThousandResizesEndAtTheLast() {
    var id = open(workspaces.ready());
    try (var window = window(id, "")) {
      for (int i = 0; i < 1000; i++) {
        window.tell("{\"type\":\"resize\",\"columns\":%d,\"rows\":40}".formatted(20 + i % 300));
      }
      window.tell("{\"type\":\"resize\",\"columns\":77,\"rows\":22}");
      window.type("stty size\r");
      awaitShown(window, "22 77");
    }
  }

  @Test
  void nonsenseIsAnsweredAndChangesNothing() {
    var id = open(workspaces.ready());
    try (var window = window(id, "")) {
      window.tell("no json");
      window.tell("{\"type\":\"resize\",\"columns\":-1,\"rows\":99999}");
      window.tell("{\"type\":\"dance\"}");
      window.tell("{\"type\":\"ack\",\"bytes\":99999999999}");
      window.tell("x".repeat(100_000));

      eventually().until(() -> window.told("error").size() >= 4);
      window.type("echo fine-$((1+1))\r");
      awaitShown(window, "fine-2");
    }
  }

  private static String md5(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  private String open(WorkspaceId workspace) {
    return terminals.create(workspace, null, null, null).id();
  }

  private TerminalClient window(String id, String query) {
    var window = TerminalClient.open(client.port(), client.token(), id + query);
    // The socket opens before the window has joined its terminal.
    eventually().until(() -> !window.told("attached").isEmpty() || !window.told("error").isEmpty());
    return window;
  }

  private static void awaitShown(TerminalClient window, String text) {
    eventually().until(window::tail, shown -> shown.contains(text));
  }

  private static void assertCode(ServerClient.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("code").asString()).isEqualTo(code);
  }
}
