package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.demo.github.LocalGitHub;
import dev.factoryfactory.demo.github.LocalGitHub.Fault;
import dev.factoryfactory.demo.github.LocalRepository;
import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import dev.factoryfactory.demo.github.LocalTalk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A project on an Enterprise server, beside another on github.com. */
@ServerTest(
    properties = {
      "factory-factory.github.active=200ms",
      "factory-factory.github.settled=1h",
      "factory-factory.github.discovery=1s",
      "factory-factory.github.webhook-secret=hush"
    })
class EnterpriseIntegrationTests extends PullRequestFixture {

  private static final String HOST = "ghe.acme.test";
  private static final LocalGitHub ENTERPRISE = start(HOST);
  private static final LocalGitHub OLD = start("old.acme.test");

  private LocalRepository there = repository;
  private Path worktree = Path.of("none");
  private String branch = "";

  EnterpriseIntegrationTests(ServerClient server, @LocalServerPort int port) {
    super(server, port);
  }

  @DynamicPropertySource
  static void enterprise(DynamicPropertyRegistry registry) {
    registry.add("factory-factory.github.hosts.[ghe.acme.test].api-url", ENTERPRISE::restUrl);
    registry.add("factory-factory.github.hosts.[ghe.acme.test].token", () -> "theirs");
    registry.add("factory-factory.github.hosts.[old.acme.test].api-url", OLD::restUrl);
    registry.add("factory-factory.github.hosts.[old.acme.test].token", () -> "theirs");
  }

  private static LocalGitHub start(String host) {
    try {
      return LocalGitHub.start(Clock.systemDefaultZone(), "theirs", host);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void moveTheProject(@TempDir Path elsewhere) throws Exception {
    var json = server.get("/api/workspaces/" + workspace).json();
    worktree = Path.of(json.path("worktreePath").asString());
    branch = json.path("branch").asString();
    var bare = elsewhere.resolve("bare.git");
    git(worktree, "clone", "-q", "--bare", ".", bare.toString());
    var address = "https://%s/acme/%s.git".formatted(HOST, repository.name());
    git(worktree, "remote", "set-url", "origin", address);
    git(worktree, "config", "url." + bare + ".pushInsteadOf", address);
    there = ENTERPRISE.add("acme", repository.name(), bare);
  }

  @AfterEach
  void heal() {
    ENTERPRISE.failAlways(null);
    GITHUB.delay(Duration.ZERO);
  }

  @Test
  void itsPullRequestIsFoundFollowedAndTold() throws Exception {
    repository.open("Of the same name on github.com", branch, "main");
    var opened = there.open("On Enterprise", branch, "main");

    await().atMost(Duration.ofSeconds(30)).until(() -> server.get(path("")).status() == 200);
    assertThat(pullRequestJson().path("url").asString())
        .isEqualTo("https://%s/acme/%s/pull/%d".formatted(HOST, there.name(), opened.number()));
    check("COMPLETED", "SUCCESS");
    awaitEntry("CHECKS_PASSED");

    check("COMPLETED", "FAILURE");
    var body =
        "{\"repository\":{\"html_url\":\"https://%s/acme/%s\"}}".formatted(HOST, there.name());
    assertThat(deliver(body, signature(body))).isEqualTo(202);
    awaitEntry("CHECKS_FAILED");
  }

  @Test
  void itsIssuesAreThereAndItsPullRequestIsMadeThere() throws Exception {
    int number = there.issues().open("Minus sign", "Use it.", LocalTalk.VIEWER);
    repository.issues().open("Elsewhere", "No.", LocalTalk.VIEWER);
    var issues = server.get("/api/projects/%s/issues".formatted(project)).json().path("issues");
    assertThat(issues).hasSize(1);
    assertThat(issues.path(0).path("url").asString())
        .isEqualTo("https://%s/acme/%s/issues/%d".formatted(HOST, there.name(), number));

    Files.writeString(worktree.resolve("new.txt"), "text");
    git(worktree, "add", "-A");
    git(worktree, "-c", "user.name=t", "-c", "user.email=t@e.org", "commit", "-q", "-m", "Add");
    var made = server.post(path(""), Map.of("title", "Add a file"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("url").asString()).startsWith("https://" + HOST + "/");
    assertThat(there.head(branch)).isNotEmpty();
  }

  @Test
  void aHostThatHangsOrRefusesIsNoOthersTrouble() throws Exception {
    check("IN_PROGRESS", null);
    there.open("On Enterprise", branch, "main");
    await().atMost(Duration.ofSeconds(30)).until(() -> server.get(path("")).status() == 200);
    awaitEntry("CHECKS_PENDING");
    var other =
        server
            .post(
                "/api/projects/%s/workspaces".formatted(project),
                Map.of("name", "other", "branch", "fix-login"))
            .json()
            .path("id")
            .asString();
    var otherPath = "/api/workspaces/%s/pull-request".formatted(other);
    says("IN_PROGRESS", null);
    server.put(otherPath, Map.of("url", url));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.get(otherPath).json().path("facts").isObject());

    // Longer than anybody waits here: what is asked of it meanwhile gets no answer.
    GITHUB.delay(Duration.ofMinutes(5));
    int asked = GITHUB.asked().size();
    await().atMost(Duration.ofSeconds(30)).until(() -> GITHUB.asked().size() > asked);
    check("COMPLETED", "FAILURE");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> facts().path("ci").asString("").equals("FAILURE"));

    ENTERPRISE.failAlways(Fault.UNAUTHORIZED);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                pullRequestJson()
                    .path("problem")
                    .path("code")
                    .asString("")
                    .equals("GITHUB_SIGNED_OUT"));
    assertThat(server.get(otherPath).json().path("problem").path("code").asString(""))
        .isNotEqualTo("GITHUB_SIGNED_OUT");
    assertThat(server.get("/api/github/allowances").json().valueStream())
        .extracting(it -> it.path("host").asString())
        .contains(HOST);
    server.delete(otherPath);
  }

  @Test
  void anOlderServerIsAskedForWhatItKnows() throws Exception {
    OLD.lack("mergeStateStatus", "isRequired", "checkRunCountsByState", "viewerCanResolve");
    var old = OLD.add("acme", repository.name(), commonFolder());
    old.checks(old.head("fix-login"), List.of(check("SUCCESS")));
    var opened = old.open("Old", "fix-login", "main");
    old.talk(opened.number()).thread("mei-lin", "a.txt", 1, "Why?");
    url = "https://old.acme.test/acme/%s/pull/%d".formatted(old.name(), opened.number());
    link();

    var details = details();

    assertThat(details.path("title").asString()).isEqualTo("Old");
    assertThat(details.path("ci").asString()).isEqualTo("SUCCESS");
    assertThat(details.path("threads")).hasSize(1);
    assertThat(details.path("merge").path("allowed").asBoolean()).isTrue();
    awaitEntry("CHECKS_PASSED");
  }

  @Test
  void aHostWithoutATokenIsNoGitHub() throws Exception {
    git(worktree, "remote", "set-url", "origin", "https://gitlab.acme.test/acme/shop.git");

    var answer = server.get("/api/projects/%s/issues".formatted(project)).json();

    assertThat(answer.path("problem").path("code").asString()).isEqualTo("INVALID_STATE");
    assertThat(answer.path("problem").path("message").asString()).contains("gitlab.acme.test");
  }

  private Path commonFolder() throws Exception {
    return Path.of(
        git(worktree, "rev-parse", "--path-format=absolute", "--git-common-dir").strip());
  }

  private static LocalCheck check(String conclusion) {
    return new LocalCheck(7_001L, "build", "COMPLETED", conclusion, "");
  }

  private void check(String status, @Nullable String conclusion) throws IOException {
    there.checks(
        there.head(branch),
        List.of(new LocalCheck(95_528_525_867L, "build", status, conclusion, "")));
  }
}
