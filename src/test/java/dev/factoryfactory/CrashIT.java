package dev.factoryfactory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** The server is killed in the middle of everything at once, and the next one takes it all up. */
@NullMarked
class CrashIT {

  private static final int TICKS = 60;

  private Path home = Path.of(".");
  private Path repository = Path.of(".");

  @BeforeEach
  void start() throws Exception {
    home = Files.createTempDirectory("factory-factory-crash-");
    repository = Files.createDirectory(home.resolve("repository"));
    Files.writeString(repository.resolve("README.md"), "hello\n");
    Files.writeString(
        repository.resolve("factory-factory.json"),
        "{\"scripts\": {\"setup\": \"echo begun; test -e quick || sleep 3; echo done\"}}");
    git("init", "--quiet", "--initial-branch=main");
    git("add", "--all");
    git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "Start");
    // The same without a wait, for what is to be ready at once.
    git("checkout", "--quiet", "-b", "quick");
    Files.writeString(repository.resolve("quick"), "");
    git("add", "--all");
    git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "Quick");
    git("checkout", "--quiet", "main");
  }

  @AfterEach
  void end() {
    FileSystemUtils.deleteRecursively(home.toFile());
  }

  @Test
  void killedDuringProvisioningAnArchiveAndATurn() throws IOException {
    var server = PackagedServer.start(home.resolve("home"));
    var project = text(server.post("/projects", Map.of("path", repository.toString())), "id");
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
    var next = PackagedServer.start(home.resolve("home"));
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

  private static String ready(PackagedServer server, String project, Map<String, String> request) {
    var id = text(server.post("/projects/" + project + "/workspaces", request), "id");
    awaitStatus(server, id, "READY");
    return id;
  }

  private static void awaitStatus(PackagedServer server, String workspace, String status) {
    eventually()
        .until(() -> text(server.get("/workspaces/" + workspace), "status"), status::equals);
  }

  private static Path worktree(PackagedServer server, String workspace) {
    return Path.of(text(server.get("/workspaces/" + workspace), "worktreePath"));
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

  private static String text(JsonNode node, String field) {
    return node.path(field).asString();
  }

  private static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .pollDelay(Duration.ZERO);
  }

  private void git(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add("git");
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    var output = process.inputReader().lines().collect(Collectors.joining("\n"));
    assertThat(process.waitFor()).as(output).isZero();
  }
}
