package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What is done at a terminal shows in the snapshot where nothing is watched and nothing swept. */
@ServerTest(
    properties = {
      "factory-factory.workspace.git-watches=0",
      "factory-factory.workspace.git-sweep=1h",
      "factory-factory.workspace.git-refresh=1h",
      "factory-factory.terminal.shell=src/test/resources/plain-shell",
      "factory-factory.session.agents.stranger.command=/bin/sh",
      "factory-factory.session.agents.stranger.title=Stranger",
      "factory-factory.session.agents.stranger.sign-in-files[0]=/no/such/credentials.json",
      "factory-factory.session.agents.stranger.sign-in-fix=stranger login"
    })
@NullMarked
class WorkInWorktreeIntegrationTests {

  private final ServerClient server;
  private final int port;

  WorkInWorktreeIntegrationTests(ServerClient server, @LocalServerPort int port) {
    this.server = server;
    this.port = port;
  }

  @Test
  void aFileMadeAtATerminalShows(@TempDir Path repository) throws Exception {
    git(repository, "init", "-q", "-b", "main");
    git(
        repository,
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "one");
    var project = post("/api/projects", Map.of("path", repository.toString()));
    var workspace =
        post("/api/projects/%s/workspaces".formatted(project), Map.of("name", "terminal"));
    await().atMost(Duration.ofSeconds(30)).until(() -> git(project).path("uncommitted").isNumber());
    var terminal = post("/api/workspaces/%s/terminals".formatted(workspace), Map.of());
    assertThat(git(project).path("uncommitted").asInt()).isZero();

    var window = attach(terminal);
    window
        .sendBinary(ByteBuffer.wrap("echo x > made\r".getBytes(StandardCharsets.UTF_8)), true)
        .join();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> git(project).path("uncommitted").asInt() == 1);
    window.abort();
    server.delete("/api/terminals/" + terminal);
  }

  @Test
  void aSignedOutAgentIsRefusedBeforeAnythingIsMade(@TempDir Path repository) throws Exception {
    git(repository, "init", "-q", "-b", "main");
    var project = post("/api/projects", Map.of("path", repository.toString()));
    var workspaces = "/api/projects/%s/workspaces".formatted(project);

    var refused = server.post(workspaces, Map.of("agent", "stranger", "prompt", "Hello"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("code").asString()).isEqualTo("AGENT_SIGNED_OUT");
    assertThat(refused.json().path("detail").asString()).isEqualTo("Stranger is not signed in.");
    assertThat(refused.json().path("fix").asString()).isEqualTo("stranger login");
    assertThat(server.get(workspaces).json()).isEmpty();
    assertThat(repository.resolve(".git/worktrees")).doesNotExist();
    assertThat(server.get("/api/agents").json().valueStream())
        .anySatisfy(
            agent -> {
              assertThat(agent.path("name").asString()).isEqualTo("stranger");
              assertThat(agent.path("signedIn").asBoolean(true)).isFalse();
              assertThat(agent.path("available").asBoolean(true)).isFalse();
            });
  }

  private WebSocket attach(String terminal) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + server.token())
        .buildAsync(
            URI.create("ws://localhost:%d/ws/terminals/%s".formatted(port, terminal)),
            new WebSocket.Listener() {})
        .join();
  }

  private String post(String path, Map<String, ?> body) {
    var answer = server.post(path, body);
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer.json().path("id").asString();
  }

  private JsonNode git(String project) {
    return server
        .get("/api/projects/%s/snapshot".formatted(project))
        .json()
        .path("entries")
        .path(0)
        .path("git");
  }

  private static void git(Path directory, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
