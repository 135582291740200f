package dev.factoryfactory;

import static dev.factoryfactory.Eventually.eventually;
import static dev.factoryfactory.PackagedHome.awaitStatus;
import static dev.factoryfactory.PackagedHome.ready;
import static dev.factoryfactory.PackagedHome.text;
import static dev.factoryfactory.PackagedHome.worktree;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The server is killed while dev servers and shells run, and the next one finds them as they were.
 */
@NullMarked
class RestartIT {

  private static final String SERVER =
      """
      const http = require('http');
      http.createServer((_, answer) => answer.end('ok'))
          .listen(process.env.PORT, '127.0.0.1', () => console.log('listening'));
      let tick = 0;
      setInterval(() => console.log('tick ' + tick++), 50);
      """;

  private final PackagedHome home = new PackagedHome();

  RestartIT() throws IOException, InterruptedException {
    home.write("server.js", SERVER);
    home.write(
        "factory-factory.json",
        "{\"scripts\": {\"run\": \"test -e quick && sleep 2 && exit 3; exec node server.js\"}}");
    home.commit("Start");
  }

  @AfterEach
  void end() {
    home.close();
  }

  @Test
  void devServersAndShellsOutliveAKilledServer() throws IOException {
    var server = home.start();
    var project = home.addTo(server);
    var serving = ready(server, project, Map.of("name", "Serving"));
    var ending = ready(server, project, Map.of("name", "Ending"));
    Files.createFile(worktree(server, ending).resolve("quick"));
    server.post(runScript(serving) + "/start", Map.of());
    server.post(runScript(ending) + "/start", Map.of());
    var before = awaitServed(server, serving);
    awaitRunStatus(server, ending, "RUNNING");
    var terminal = text(server.post("/workspaces/" + serving + "/terminals", Map.of()), "id");
    String shell;
    try (var window = window(server, terminal)) {
      window.type("echo shell-$$-; sleep 1000 & echo child-$!-; export KEPT=yes\r");
      eventually().until(() -> window.shown().matches("(?s).*child-\\d+-.*"));
      shell = window.shown().replaceAll("(?s).*shell-(\\d+)-.*", "$1");
      window.type("(sleep 4; echo said-while-nobody-$((1+1))-listened) &\r");
      // What was typed has arrived when the terminal shows it.
      eventually().until(() -> window.shown().contains("-listened) &"));
    }

    server.kill();
    var next = home.start();
    try {
      var after = awaitServed(next, serving);
      assertThat(after.path("pid")).as("the same process").isEqualTo(before.path("pid"));
      assertThat(after.path("port")).isEqualTo(before.path("port"));
      assertTicksHaveNoGap(next, serving);
      awaitRunStatus(next, ending, "FAILED");
      assertThat(next.get(runScript(ending)).path("exitCode").asInt())
          .as("its end was seen by nobody and yet is known")
          .isEqualTo(3);
      assertThat(text(next.get("/workspaces/" + serving + "/terminals").get(0), "id"))
          .isEqualTo(terminal);
      try (var window = window(next, terminal)) {
        eventually().until(() -> window.shown().contains("shell-" + shell + "-"));
        eventually().until(() -> window.shown().contains("said-while-nobody-2-listened"));
        window.type("echo $$-$KEPT; jobs\r");
        eventually().until(() -> window.shown().contains(shell + "-yes"));
        eventually().until(() -> window.shown().contains("sleep 1000"));
      }
      next.post("/workspaces/" + serving + "/archive", Map.of());
      awaitStatus(next, serving, "ARCHIVED");
      assertThat(Pids.isAlive(Long.parseLong(shell))).as("nothing is left").isFalse();
      assertThat(Pids.isAlive(before.path("pid").asLong())).isFalse();
    } finally {
      next.stop();
    }
  }

  @Test
  void aCleanStopThatIsToEndThemLeavesNothing() throws IOException {
    var server = home.start();
    var project = home.addTo(server);
    var workspace = ready(server, project, Map.of("name", "Serving"));
    server.post(runScript(workspace) + "/start", Map.of());
    var served = awaitServed(server, workspace).path("pid").asLong();
    var terminal = text(server.post("/workspaces/" + workspace + "/terminals", Map.of()), "id");
    String shell;
    try (var window = window(server, terminal)) {
      window.type("echo shell-$$-\r");
      eventually().until(() -> window.shown().matches("(?s).*shell-\\d+-.*"));
      shell = window.shown().replaceAll("(?s).*shell-(\\d+)-.*", "$1");
    }

    server.stop();

    assertThat(Pids.isAlive(served)).isFalse();
    assertThat(Pids.isAlive(Long.parseLong(shell))).isFalse();
  }

  private static void assertTicksHaveNoGap(PackagedServer server, String workspace) {
    var lines = text(server.get(runScript(workspace) + "/log"), "output").lines().toList();
    var ticks = lines.stream().filter(line -> line.startsWith("tick ")).toList();
    for (int i = 0; i < ticks.size(); i++) {
      assertThat(ticks.get(i)).isEqualTo("tick " + i);
    }
    assertThat(ticks).hasSizeGreaterThan(10);
  }

  private static TerminalClient window(PackagedServer server, String terminal) {
    return TerminalClient.open(server.port(), server.token(), terminal);
  }

  private static String runScript(String workspace) {
    return "/workspaces/" + workspace + "/run-script";
  }

  private static JsonNode awaitServed(PackagedServer server, String workspace) {
    return eventually()
        .until(
            () -> server.get(runScript(workspace)), script -> script.path("detectedPort").isInt());
  }

  private static void awaitRunStatus(PackagedServer server, String workspace, String status) {
    eventually().until(() -> text(server.get(runScript(workspace)), "status"), status::equals);
  }
}
