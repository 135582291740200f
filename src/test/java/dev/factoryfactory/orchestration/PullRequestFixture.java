package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.demo.github.LocalGitHub;
import dev.factoryfactory.demo.github.LocalRepository;
import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A workspace whose pull request is on a GitHub of this machine. */
abstract class PullRequestFixture {

  static final LocalGitHub GITHUB = start();
  private static final String HOST = "git.acme.test";

  final ServerClient server;
  private final int port;
  String project = "";
  String workspace = "";
  String url = "";
  private Path folder = Path.of("none");
  LocalRepository repository;
  LocalRepository.LocalPullRequest pullRequest;

  PullRequestFixture(ServerClient server, int port) {
    this.server = server;
    this.port = port;
    repository = GITHUB.add("acme", "none", Path.of("none"));
    pullRequest = repository.open("None", "none", "main");
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("factory-factory.github.hosts.[git.acme.test].api-url", GITHUB::restUrl);
    registry.add("factory-factory.github.hosts.[git.acme.test].token", () -> "secret");
    registry.add("factory-factory.github.hosts.[github.com].api-url", GITHUB::restUrl);
    registry.add("factory-factory.github.hosts.[github.com].token", () -> "secret");
  }

  private static LocalGitHub start() {
    try {
      return LocalGitHub.start(Clock.systemDefaultZone(), "secret");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What happens on GitHub's side of a branch, without anybody's worktree. */
  record Deeds(Path folder) {

    void commit(String branch, String file, String text) throws Exception {
      var place = Files.createTempDirectory(folder, "clone");
      git(folder, "worktree", "add", "-q", "--force", place.resolve("w").toString(), branch);
      Files.writeString(place.resolve("w").resolve(file), text);
      git(place.resolve("w"), "add", "-A");
      git(
          place.resolve("w"),
          "-c",
          "user.name=t",
          "-c",
          "user.email=t@example.org",
          "commit",
          "-q",
          "-m",
          "Change " + file);
      git(folder, "worktree", "remove", "--force", place.resolve("w").toString());
    }
  }

  Deeds deeds() {
    return new Deeds(folder);
  }

  String path(String rest) {
    return "/api/workspaces/%s/pull-request%s".formatted(workspace, rest);
  }

  JsonNode details() {
    var answer = server.get(path("/details"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  @BeforeEach
  void addPullRequest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    git(folder, "init", "-q", "-b", "main");
    git(
        folder,
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "one");
    git(folder, "branch", "fix-login");
    git(folder, "branch", "on-github");
    var name = "shop" + UUID.randomUUID().toString().substring(0, 8);
    repository = GITHUB.add("acme", name, folder.resolve(".git"));
    git(folder, "remote", "add", "origin", "https://github.com/acme/" + name + ".git");
    pullRequest = repository.open("Fix login", "fix-login", "main");
    url = "https://%s/acme/%s/pull/%d".formatted(HOST, name, pullRequest.number());
    project =
        server
            .post("/api/projects", Map.of("path", folder.toString()))
            .json()
            .path("id")
            .asString();
    workspace =
        server
            .post("/api/projects/%s/workspaces".formatted(project), Map.of("name", "w"))
            .json()
            .path("id")
            .asString();
    // What is still being made at the end of a test would be made in a folder that is removed.
    await().atMost(Duration.ofSeconds(30)).until(this::isWorkspaceReady);
  }

  private boolean isWorkspaceReady() {
    var now = server.get("/api/workspaces/" + workspace).json();
    return now.path("status").asString().equals("READY");
  }

  @AfterEach
  void mend() {
    GITHUB.failAlways(null);
    server.delete("/api/workspaces/%s/pull-request".formatted(workspace));
  }

  void link() {
    assertThat(
            server
                .put("/api/workspaces/%s/pull-request".formatted(workspace), Map.of("url", url))
                .status())
        .isEqualTo(200);
  }

  ServerClient.Answer refresh() {
    return server.post("/api/workspaces/%s/pull-request/refresh".formatted(workspace), null);
  }

  void says(String status, @Nullable String conclusion) throws IOException {
    repository.checks(
        repository.head("fix-login"),
        List.of(new LocalCheck(95_528_525_867L, "build", status, conclusion, "")));
  }

  JsonNode pullRequestJson() {
    return server.get("/api/workspaces/%s/pull-request".formatted(workspace)).json();
  }

  JsonNode facts() {
    return pullRequestJson().path("facts");
  }

  JsonNode entry() {
    for (var entry :
        server.get("/api/projects/%s/snapshot".formatted(project)).json().path("entries")) {
      if (entry.path("workspaceId").asString().equals(workspace)) {
        return entry;
      }
    }
    throw new AssertionError("The workspace is not in the snapshot");
  }

  void awaitEntry(String observation) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> entry().path("ciObservation").asString().equals(observation));
  }

  URI webhooks() {
    return URI.create("http://127.0.0.1:%d/api/github/webhooks".formatted(port));
  }

  int deliver(String body, String signature) throws Exception {
    return deliver("check_run", body, signature);
  }

  int deliver(String event, String body, String signature) throws Exception {
    var request =
        HttpRequest.newBuilder(webhooks())
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", signature)
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .header("X-GitHub-Event", event)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  static String signature(String body) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("hush".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  static String git(Path directory, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
