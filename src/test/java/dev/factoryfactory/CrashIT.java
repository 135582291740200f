package dev.factoryfactory;

import static dev.factoryfactory.Eventually.eventually;
import static dev.factoryfactory.PackagedHome.awaitStatus;
import static dev.factoryfactory.PackagedHome.ready;
import static dev.factoryfactory.PackagedHome.text;
import static dev.factoryfactory.PackagedHome.worktree;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The server is killed in the middle of everything at once, and the next one takes it all up. */
@NullMarked
class CrashIT {

  private static final int TICKS = 60;

  private final PackagedHome home = new PackagedHome();

  CrashIT() throws IOException, InterruptedException {
    home.write("README.md", "hello\n");
    home.write(
        "factory-factory.json",
        "{\"scripts\": {\"setup\": \"echo begun; test -e quick || sleep 3; echo done\"}}");
    home.commit("Start");
    // The same without a wait, for what is to be ready at once.
    home.git("checkout", "--quiet", "-b", "quick");
    home.write("quick", "");
    home.commit("Quick");
    home.git("checkout", "--quiet", "main");
  }

  @AfterEach
  void end() {
    home.close();
  }

  @Test
  void killedDuringProvisioningAnArchiveAndATurn() throws IOException {
    var server = home.start();
    var project = home.addTo(server);
    var working = ready(server, project, Map.of("name", "Working", "baseBranch", "quick"));
    var leaving = ready(server, project, Map.of("name", "Leaving", "baseBranch", "quick"));
    Files.writeString(worktree(server, leaving).resolve("mine.txt"), "mine");
    var session =
        text(server.post("/workspaces/" + working + "/sessions", Map.of("agent", "demo")), "id");
    server.post("/sessions/" + session + "/messages", Map.of("text", "@slow " + TICKS / 10));
    var first = server;
    eventually().until(() -> spoken(first, session).contains("tick 5 "));
    var pid = server.get("/sessions/" + session).path("process").path("pid").asLong();
    var arriving =
        text(server.post("/projects/" + project + "/workspaces", Map.of("name", "Arriving")), "id");
    eventually()
        .until(
            () ->
                text(first.get("/workspaces/" + arriving + "/setup"), "output").contains("begun"));
    server.post("/workspaces/" + leaving + "/archive", Map.of());

    server.kill();
    var next = home.start();
    try {
      assertThat(next.get("/sessions/" + session).path("process").path("pid").asLong())
          .as("the same agent goes on")
          .isEqualTo(pid);
      eventually().until(() -> !ofType(next, session, "turn_ended").isEmpty());
      assertThat(spoken(next, session))
          .as("nothing the agent said is lost or doubled")
          .isEqualTo(
              IntStream.range(0, TICKS)
                  .mapToObj(i -> "tick " + i + " ")
                  .collect(Collectors.joining()));
      awaitStatus(next, arriving, "READY");
      assertThat(next.get("/workspaces/" + arriving).path("setup").path("state").asString())
          .isEqualTo("SUCCEEDED");
      awaitStatus(next, leaving, "ARCHIVED");
      next.post("/workspaces/" + leaving + "/restore", Map.of());
      awaitStatus(next, leaving, "READY");
      assertThat(worktree(next, leaving).resolve("mine.txt")).hasContent("mine");
    } finally {
      next.post("/sessions/" + session + "/stop", Map.of());
      eventually().until(() -> ProcessHandle.of(pid).isEmpty());
      next.stop();
    }
  }

  private static String spoken(PackagedServer server, String session) {
    return ofType(server, session, "agent_message").stream()
        .map(event -> text(event.path("data"), "text"))
        .collect(Collectors.joining());
  }

  private static List<JsonNode> ofType(PackagedServer server, String session, String type) {
    var events = server.get("/sessions/" + session + "/events?limit=1000");
    return StreamSupport.stream(events.spliterator(), false)
        .filter(event -> text(event, "type").equals(type))
        .toList();
  }
}
