package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.demo.github.LocalGitHub.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What GitHub says of a linked pull request, from its answer to the board. */
@ServerTest(
    properties = {
      "factory-factory.github.active=200ms",
      "factory-factory.github.settled=1h",
      "factory-factory.github.discovery=1s",
      "factory-factory.github.webhook-secret=hush"
    })
class PullRequestIntegrationTests extends PullRequestFixture {

  PullRequestIntegrationTests(ServerClient server, @LocalServerPort int port) {
    super(server, port);
  }

  @Test
  void aNewHeadWithoutChecksIsNotGreen() {
    link();

    awaitEntry("CHECKS_PENDING");
    assertThat(facts().path("title").asString()).isEqualTo("Fix login");
    assertThat(facts().path("state").asString()).isEqualTo("OPEN");
  }

  @Test
  void followsChecksReviewConflictAndMerge() throws IOException {
    says("IN_PROGRESS", null);
    link();
    awaitEntry("CHECKS_PENDING");

    says("COMPLETED", "FAILURE");
    awaitEntry("CHECKS_FAILED");

    says("COMPLETED", "SUCCESS");
    refresh();
    awaitEntry("CHECKS_PASSED");

    repository.put(pullRequest.withConflict(true));
    refresh();
    assertThat(facts().path("mergeConflict").asBoolean()).isTrue();

    repository.put(pullRequest.withReview("CHANGES_REQUESTED"));
    refresh();
    assertThat(facts().path("review").asString()).isEqualTo("CHANGES_REQUESTED");

    repository.put(pullRequest.withState("MERGED"));
    refresh();
    assertThat(entry().path("kanbanColumn").asString()).isEqualTo("DONE");
  }

  @Test
  void keepsWhatItKnowsWhileGitHubIsDownAndRecovers() throws IOException {
    says("IN_PROGRESS", null);
    link();
    awaitEntry("CHECKS_PENDING");

    GITHUB.failAlways(Fault.BAD_GATEWAY);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                pullRequestJson()
                    .path("problem")
                    .path("code")
                    .asString("")
                    .equals("GITHUB_UNAVAILABLE"));
    assertThat(facts().path("observedAt").asString()).isNotEmpty();
    assertThat(entry().path("ciObservation").asString()).isEqualTo("CHECKS_PENDING");
    assertThat(refresh().status()).isEqualTo(502);

    GITHUB.failAlways(null);
    says("COMPLETED", "SUCCESS");
    await().atMost(Duration.ofSeconds(60)).until(() -> pullRequestJson().path("problem").isNull());
    awaitEntry("CHECKS_PASSED");
  }

  @Test
  void findsThePullRequestOfABranchButNotAgainAfterItWasParted() {
    var other =
        server
            .post(
                "/api/projects/%s/workspaces".formatted(project),
                Map.of("name", "found", "branch", "on-github"))
            .json()
            .path("id")
            .asString();
    var path = "/api/workspaces/%s/pull-request".formatted(other);
    var opened = repository.open("On GitHub", "on-github", "main");

    await().atMost(Duration.ofSeconds(60)).until(() -> server.get(path).status() == 200);
    assertThat(server.get(path).json().path("number").asInt()).isEqualTo(opened.number());

    server.delete(path);
    int before = listings();
    await().atMost(Duration.ofSeconds(60)).until(() -> listings() > before + 1);
    assertThat(server.get(path).status()).isEqualTo(404);
  }

  private static int listings() {
    return (int) GITHUB.asked().stream().filter(asked -> asked.question().equals("Open")).count();
  }

  @Test
  void saysWhatIsLeft() {
    link();
    awaitEntry("CHECKS_PENDING");

    assertThat(server.get("/api/github/allowances").json())
        .anySatisfy(
            allowance -> {
              assertThat(allowance.path("resource").asString()).isEqualTo("graphql");
              assertThat(allowance.path("remaining").asLong()).isPositive();
            });
  }
}
