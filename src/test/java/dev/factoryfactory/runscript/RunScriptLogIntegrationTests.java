package dev.factoryfactory.runscript;

import static dev.factoryfactory.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptTestSupport.DirectoryWorkspaces;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What dev servers say, over HTTP and STOMP, to the byte. */
@RunScriptModuleTest
class RunScriptLogIntegrationTests {

  private static final int KEPT = 64 * 1024;

  private final RunScriptFacade runScripts;
  private final RunScriptLogs logs;
  private final DirectoryWorkspaces workspaces;
  private final ServerClient client;

  RunScriptLogIntegrationTests(
      RunScriptFacade runScripts,
      RunScriptLogs logs,
      DirectoryWorkspaces workspaces,
      ServerClient client) {
    this.runScripts = runScripts;
    this.logs = logs;
    this.workspaces = workspaces;
    this.client = client;
  }

  @AfterEach
  void endAll() {
    workspaces.clear(runScripts);
  }

  @Test
  void startStopAndReadOverHttp() {
    var id = workspaces.with("echo hello; exec node server.js");

    var started = client.post(path(id, "/start"), null);

    assertThat(started.status()).isEqualTo(202);
    assertThat(started.json().path("status").asString()).isEqualTo("STARTING");
    assertThat(started.json().path("scripts").path("run").asString()).contains("node");
    eventually().until(() -> get(id, "").path("detectedPort").isInt());
    assertThat(get(id, "/log").path("output").asString()).startsWith("hello\nlistening on ");
    assertThat(get(id, "/log?after=6&limit=9").path("output").asString()).isEqualTo("listening");
    var size = get(id, "/log").path("size").asLong();
    var end = get(id, "/log?after=-5");
    assertThat(end.path("from").asLong()).isEqualTo(size - 5);
    assertThat(end.path("to").asLong()).isEqualTo(size);
    assertThat(get(id, "/log?after=-99999999").path("from").asLong()).isZero();
    assertThat(client.post(path(id, "/stop"), null).status()).isEqualTo(202);
    eventually().until(() -> get(id, "").path("status").asString().equals("IDLE"));
  }

  @Test
  void refusalsAreProblemDetails() {
    var unknown = client.get(path(WorkspaceId.random(), ""));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().path("code").asString()).isEqualTo("NOT_FOUND");
    var none = client.post(path(workspaces.with(null, null, null), "/start"), null);
    assertThat(none.status()).isEqualTo(409);
    assertThat(none.json().path("code").asString()).isEqualTo("NO_RUN_SCRIPT");
    var channel = client.get(path(workspaces.with("exit 0"), "/log?channel=other"));
    assertThat(channel.status()).isEqualTo(400);
    assertThat(channel.json().path("code").asString()).isEqualTo("INVALID_INPUT");
  }

  @Test
  void outputIsStreamedWithoutAGap() {
    var id =
        workspaces.with(
            "until test -e go; do sleep 0.05; done; for i in $(seq 300); do echo \"line $i é\"; done");
    try (var stomp = client.stomp()) {
      var pushed = stomp.subscribe(topic(id));
      var first = stomp.subscribe("/app/workspaces/%s/run-script/log".formatted(id)).next();
      assertThat(first.path("to").asLong()).isZero();
      runScripts.start(id);
      eventually().until(() -> runScripts.get(id).status() == RunScriptStatus.RUNNING);
      touch(workspaces.worktree(id).resolve("go"));

      var text = new StringBuilder();
      long held = 0;
      while (!text.toString().endsWith("line 300 é\n")) {
        var chunk = pushed.next();
        assertThat(chunk.path("channel").asString()).isEqualTo("run");
        assertThat(chunk.path("run").asInt()).isEqualTo(1);
        assertThat(chunk.path("from").asLong()).isEqualTo(held);
        held = chunk.path("to").asLong();
        text.append(chunk.path("output").asString());
      }
      eventually().until(() -> runScripts.get(id).status() == RunScriptStatus.COMPLETED);
      assertThat(text.toString()).isEqualTo(read(id, 0).output());
      assertThat(held).isEqualTo(read(id, 0).size());
    }
  }

  @Test
  void bytesThatAreNoTextAndLinesWithoutEndDoNoHarm() {
    var id =
        workspaces.with(
            "printf 'a\\377b\\303'; head -c 300000 /dev/zero | tr '\\0' x; echo; echo end");
    runScripts.start(id);
    eventually().until(() -> runScripts.get(id).status() == RunScriptStatus.COMPLETED);

    var last = read(id, 0);

    assertThat(last.size()).isEqualTo(300_009);
    assertThat(last.from()).isEqualTo(last.size() - KEPT);
    assertThat(last.output()).endsWith("x\nend\n");
    var found = search(id, "END");
    assertThat(found).singleElement().extracting(RunScriptLog.Match::line).isEqualTo("end");
    assertThat(search(id, "xxx").getFirst().line()).hasSize(500);
  }

  @Test
  void aReplacedByteKeepsItsPlace() {
    var id = workspaces.with("printf 'a\\377b\\303'");
    runScripts.start(id);
    eventually().until(() -> runScripts.get(id).status() == RunScriptStatus.COMPLETED);

    assertThat(read(id, 0).output()).isEqualTo("a\uFFFDb\uFFFD");
    assertThat(read(id, 0).to()).isEqualTo(4);
    assertThat(read(id, 2).output()).isEqualTo("b\uFFFD");
  }

  @Test
  void aCharacterThatIsHalfWrittenWaits() throws Exception {
    var file = Files.createTempFile("half", ".log");
    Files.write(file, new byte[] {'a', (byte) 0xC3});

    assertThat(logs.read(file, 0, 100, false).output()).isEqualTo("a");
    assertThat(logs.read(file, 0, 100, false).to()).isEqualTo(1);

    Files.write(file, new byte[] {'a', (byte) 0xC3, (byte) 0xA9});
    assertThat(logs.read(file, 1, 100, false).output()).isEqualTo("é");
    Files.delete(file);
  }

  @Test
  void aLongLogGivesItsRoomBackAndKeepsItsEnd() throws Exception {
    var id =
        workspaces.with(
            "for i in $(seq 200); do head -c 50000 /dev/zero | tr '\\0' y; done; echo; echo end; sleep 1000");
    runScripts.start(id);
    eventually().until(() -> read(id, Long.MAX_VALUE).size() > 10_000_000);
    var file = logs.files(id, 1).log(LogChannel.RUN);

    eventually().until(() -> room(file) < 1_000_000);

    assertThat(read(id, 0).output()).endsWith("yy\nend\n");
    assertThat(Files.size(file)).isEqualTo(10_000_005);
  }

  @Test
  void aLineOfAGigabyteFillsNeitherMemoryNorDisk() throws Exception {
    var id =
        workspaces.with("head -c 1000000000 /dev/zero | tr '\\0' z; echo; echo end; sleep 1000");
    try (var stomp = client.stomp()) {
      stomp.subscribe(topic(id));
      runScripts.start(id);
      var file = logs.files(id, 1).log(LogChannel.RUN);

      eventually().until(() -> read(id, -5).output().endsWith("\nend\n"));
      eventually().until(() -> room(file) < 1_000_000);

      assertThat(Files.size(file)).isEqualTo(1_000_000_005);
      assertThat(search(id, "zzz").getFirst().line()).hasSize(500);
    }
  }

  @Test
  void anotherRunBeginsAnew() {
    var id = workspaces.with("echo first");
    runScripts.start(id);
    eventually().until(() -> runScripts.get(id).status() == RunScriptStatus.COMPLETED);
    workspaces.change(id, "echo second");
    runScripts.start(id);
    eventually()
        .until(() -> runScripts.get(id).run() == 2 && read(id, 0).output().equals("second\n"));

    assertThat(runScripts.log(id, LogChannel.RUN, 1, 6, 100, null).output()).isEqualTo("second\n");
  }

  /** How much room a file takes on disk, holes left out. */
  private static long room(Path file) throws Exception {
    var process = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    return 512 * Long.parseLong(new String(process.getInputStream().readAllBytes()).strip());
  }

  private RunScriptLog read(WorkspaceId id, long after) {
    return runScripts.log(id, LogChannel.RUN, null, after, KEPT, null);
  }

  private java.util.List<RunScriptLog.Match> search(WorkspaceId id, String query) {
    var matches = runScripts.log(id, LogChannel.RUN, null, 0, 1, query).matches();
    return matches == null ? java.util.List.of() : matches;
  }

  private static void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private JsonNode get(WorkspaceId id, String rest) {
    return client.get(path(id, rest)).json();
  }

  private static String path(WorkspaceId id, String rest) {
    return "/api/workspaces/%s/run-script%s".formatted(id, rest);
  }

  private static String topic(WorkspaceId id) {
    return "/topic/workspaces/%s/run-script/log".formatted(id);
  }
}
