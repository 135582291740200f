package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What other domains keep of a workspace, from the interface to the snapshot. */
@ServerTest
@NullMarked
class BelongingsIntegrationTests {

  private static final String URL = "https://github.com/acme/shop/pull/7";

  private final ServerClient server;
  private String project = "";
  private String workspace = "";

  BelongingsIntegrationTests(ServerClient server) {
    this.server = server;
  }

  @BeforeEach
  void addWorkspace(@TempDir Path repository) throws Exception {
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
    project =
        server
            .post("/api/projects", Map.of("path", repository.toString()))
            .json()
            .path("id")
            .asString();
    workspace = create(Map.of("name", "seven"));
    awaitReady();
  }

  @Test
  void theSwitchHasOneOwnerAndThreeWaysToIt() {
    assertThat(entry().path("ratchet").path("enabled").asBoolean()).isFalse();

    server.patch("/api/workspaces/" + workspace, Map.of("ratchet", true));
    assertThat(entry().path("ratchet").path("enabled").asBoolean()).isTrue();
    assertThat(view().path("ratchet").asBoolean()).isTrue();

    var answer = server.put(path("/ratchet"), Map.of("enabled", false));
    assertThat(answer.json().path("enabled").asBoolean()).isFalse();
    assertThat(entry().path("ratchet").path("enabled").asBoolean()).isFalse();
    assertThat(view().path("ratchet").asBoolean()).isFalse();

    var wanted = create(Map.of("name", "eight", "ratchet", true));
    assertThat(
            server
                .get("/api/workspaces/%s/ratchet".formatted(wanted))
                .json()
                .path("enabled")
                .asBoolean())
        .isTrue();
    awaitReady();
    assertThat(server.get("/api/projects/%s/workspaces".formatted(project)).json())
        .extracting(it -> it.path("ratchet").asBoolean())
        .containsExactly(false, true);
  }

  @Test
  void theSwitchIsNotTheWorkspacesOwnChange() {
    assertThat(entry().path("ratchet").path("enabled").asBoolean()).isFalse();
    var before = view().path("version").asLong();

    server.patch("/api/workspaces/" + workspace, Map.of("ratchet", true));

    assertThat(view().path("version").asLong()).isEqualTo(before);
    assertThat(entry().path("source").asString()).contains("RatchetFacetChanged");
  }

  @Test
  void aPullRequestIsLinkedByHand() {
    assertThat(entry().path("pullRequest").isNull()).isTrue();
    assertThat(entry().path("ciObservation").asString()).isEqualTo("NO_PULL_REQUEST");
    assertThat(server.get(path("/pull-request")).status()).isEqualTo(404);

    var linked = server.put(path("/pull-request"), Map.of("url", " " + URL + "/files?w=1#r2 "));

    assertThat(linked.json().path("url").asString()).isEqualTo(URL);
    assertThat(linked.json().path("number").asInt()).isEqualTo(7);
    assertThat(entry().path("pullRequest").path("url").asString()).isEqualTo(URL);
    assertThat(entry().path("pullRequest").path("state").isNull()).isTrue();
    assertThat(entry().path("ciObservation").asString()).isEqualTo("NOT_FETCHED");

    assertThat(server.delete(path("/pull-request")).status()).isEqualTo(204);
    assertThat(entry().path("pullRequest").isNull()).isTrue();
    assertThat(server.put(path("/pull-request"), Map.of("url", URL)).status()).isEqualTo(200);
    assertThat(entry().path("pullRequest").path("number").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "http://github.com/acme/shop/pull/7",
        "https://github.com/acme/shop/issues/7",
        "https://github.com/acme/shop/pull/0",
        "https://github.com/acme/shop/pull/99999999999",
        "https://user@github.com/acme/shop/pull/7",
        "https://github.com/../shop/pull/7",
        "javascript:alert(1)//github.com/acme/shop/pull/7"
      })
  void anythingElseIsNoPullRequest(String url) {
    var answer = server.put(path("/pull-request"), Map.of("url", url));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asString()).isEqualTo("INVALID_INPUT");
    assertThat(answer.json().path("detail").asString()).contains("https://github.com/OWNER");
    assertThat(entry().path("pullRequest").isNull()).isTrue();
  }

  @Test
  void nothingBelongsToAWorkspaceThatIsNotThere() {
    server.put(path("/pull-request"), Map.of("url", URL));
    server.delete("/api/workspaces/%s?confirm=true".formatted(workspace));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.get("/api/workspaces/" + workspace).status() == 404);

    assertThat(server.get(path("/ratchet")).status()).isEqualTo(404);
    assertThat(server.put(path("/ratchet"), Map.of("enabled", true)).status()).isEqualTo(404);
    assertThat(server.get(path("/pull-request")).status()).isEqualTo(404);
    assertThat(server.put(path("/pull-request"), Map.of("url", URL)).status()).isEqualTo(404);
    assertThat(server.get("/api/projects/%s/snapshot".formatted(project)).json().path("entries"))
        .isEmpty();
  }

  private void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                server
                    .get("/api/projects/%s/workspaces".formatted(project))
                    .json()
                    .findValuesAsString("status")
                    .stream()
                    .allMatch("READY"::equals));
  }

  private String create(Map<String, ?> request) {
    var created = server.post("/api/projects/%s/workspaces".formatted(project), request);
    assertThat(created.status()).as(created.body()).isEqualTo(202);
    return created.json().path("id").asString();
  }

  private JsonNode view() {
    return server.get("/api/workspaces/" + workspace).json();
  }

  private String path(String end) {
    return "/api/workspaces/" + workspace + end;
  }

  private JsonNode entry() {
    for (var entry :
        server.get("/api/projects/%s/snapshot".formatted(project)).json().path("entries")) {
      if (entry.path("workspaceId").asString().equals(workspace)) {
        return entry;
      }
    }
    throw new AssertionError("The workspace is not in the snapshot");
  }

  private static void git(Path directory, String... arguments) throws Exception {
    var command = new java.util.ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
