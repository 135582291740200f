package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.demo.github.LocalGitHub.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From commits in a worktree to a pull request on GitHub. */
@ServerTest(
    properties = {
      "factory-factory.github.active=1h",
      "factory-factory.github.settled=1h",
    })
class PullRequestCreationIntegrationTests extends PullRequestFixture {

  private Path bare = Path.of("none");
  private Path worktree = Path.of("none");

  PullRequestCreationIntegrationTests(ServerClient server, @LocalServerPort int port) {
    super(server, port);
  }

  @BeforeEach
  void pushGoesToABareRepository(@TempDir Path elsewhere) throws Exception {
    bare = elsewhere.resolve("bare.git");
    worktree =
        Path.of(server.get("/api/workspaces/" + workspace).json().path("worktreePath").asString());
    git(worktree, "clone", "-q", "--bare", ".", bare.toString());
    repository = GITHUB.add("acme", repository.name(), bare);
    git(
        worktree,
        "config",
        "url." + bare + ".pushInsteadOf",
        "https://github.com/acme/" + repository.name() + ".git");
  }

  private void commit(String file) throws Exception {
    Files.writeString(worktree.resolve(file), "text");
    git(worktree, "add", "-A");
    git(worktree, "-c", "user.name=t", "-c", "user.email=t@e.org", "commit", "-q", "-m", "Add");
  }

  private ServerClient.Answer create(Map<String, ?> request) {
    return server.post(path(""), request);
  }

  @Test
  void pushesOpensAndLinks() throws Exception {
    commit("new.txt");

    var answer = create(Map.of("title", "Add a file", "body", "Why", "draft", true));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().path("facts").path("title").asString()).isEqualTo("Add a file");
    assertThat(answer.json().path("facts").path("state").asString()).isEqualTo("DRAFT");
    assertThat(entry().path("pullRequest").path("number").asInt())
        .isEqualTo(answer.json().path("number").asInt());
    var details = details();
    assertThat(details.path("body").asString()).isEqualTo("Why");
    assertThat(details.path("baseBranch").asString()).isEqualTo("main");
    assertThat(repository.head(details.path("headBranch").asString())).isNotEmpty();

    var again = create(Map.of("title", "Again"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("code").asString()).isEqualTo("INVALID_STATE");
  }

  @Test
  void aBranchThatIsPushedToAForkIsMergedIntoItsParent(@TempDir Path elsewhere) throws Exception {
    var forked = elsewhere.resolve("fork.git");
    git(worktree, "clone", "-q", "--bare", bare.toString(), forked.toString());
    var fork = GITHUB.add("mei", repository.name(), forked);
    var address = "git@github.com:mei/" + repository.name() + ".git";
    git(worktree, "remote", "add", "fork", address);
    git(worktree, "config", "url." + forked + ".pushInsteadOf", address);
    git(worktree, "config", "remote.pushDefault", "fork");
    commit("new.txt");
    var branch = git(worktree, "branch", "--show-current").strip();

    var answer = create(Map.of("title", "Add a file"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().path("url").asString())
        .startsWith("https://github.com/acme/" + repository.name() + "/pull/");
    assertThat(fork.head(branch)).isEqualTo(git(worktree, "rev-parse", "HEAD").strip());
    assertThat(repository.head(branch)).isNotEqualTo(fork.head(branch));
    var details = details();
    assertThat(details.path("headBranch").asString()).isEqualTo(branch);
    assertThat(details.path("headSha").asString()).isEqualTo(fork.head(branch));
  }

  @Test
  void needsACommitAndATitle() throws Exception {
    var empty = create(Map.of("title", "Nothing"));
    assertThat(empty.status()).as(empty.body()).isEqualTo(409);
    assertThat(empty.json().path("code").asString()).isEqualTo("INVALID_STATE");

    commit("new.txt");
    assertThat(create(Map.of("title", " ")).status()).isEqualTo(400);
    var elsewhere = create(Map.of("title", "Elsewhere", "base", "none"));
    assertThat(elsewhere.json().path("code").asString()).isEqualTo("GITHUB_REFUSED");
    assertThat(elsewhere.json().path("detail").asString()).contains("base none is invalid");
  }

  @Test
  void aHookThatRefusesThePushIsHeard() throws Exception {
    commit("new.txt");
    var hook = worktree.resolve(".hooks");
    Files.createDirectories(hook);
    var token = "ghp_" + "a1B2".repeat(9);
    Files.writeString(
        hook.resolve("pre-push"),
        """
        #!/bin/sh
        printf '\\033[31mto https://x:%s@github.com\\033[0m\\n' >&2
        echo no tests, no push >&2
        exit 1
        """
            .formatted(token));
    assertThat(hook.resolve("pre-push").toFile().setExecutable(true)).isTrue();
    git(worktree, "config", "core.hooksPath", hook.toString());

    var refused = create(Map.of("title", "Add a file"));

    assertThat(refused.json().path("code").asString()).isEqualTo("GIT_FAILED");
    assertThat(refused.json().path("detail").asString())
        .contains("no tests, no push")
        .contains("github.com")
        .doesNotContain(token, "\u001b");
    assertThat(server.get(path("")).status()).isEqualTo(404);
  }

  @Test
  void canBeTriedAgainAfterGitHubWasDown() throws Exception {
    commit("new.txt");
    GITHUB.fail(Fault.BAD_GATEWAY);

    var refused = create(Map.of("title", "Add a file"));
    assertThat(refused.status()).isEqualTo(502);

    assertThat(create(Map.of("title", "Add a file")).status()).isEqualTo(201);
  }

  @Test
  void aPushFromTheWorktreeIsNoticed() throws Exception {
    commit("one.txt");
    var branch = git(worktree, "branch", "--show-current").strip();
    git(worktree, "push", "-q", "-u", "origin", branch);
    var opened = repository.open("By an agent", branch, "main");
    server.put(
        path(""),
        Map.of(
            "url",
            "https://github.com/acme/%s/pull/%d".formatted(repository.name(), opened.number())));
    lookAtTheWorktree();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> facts().path("headSha").asString("").equals(repository.head(branch)));

    commit("two.txt");
    git(worktree, "push", "-q");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              lookAtTheWorktree();
              return facts().path("headSha").asString("").equals(repository.head(branch));
            });
  }

  private void lookAtTheWorktree() {
    server.get("/api/workspaces/%s/files?query=x".formatted(workspace));
  }
}
