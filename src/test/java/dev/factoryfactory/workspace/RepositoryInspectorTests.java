package dev.factoryfactory.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepositoryInspectorTests {

  private final GitFixture fixture = new GitFixture();

  @AfterEach
  void end() {
    fixture.close();
  }

  private void assertRefused(Path path, ErrorCode code) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> fixture.inspector.inspect(path))
        .extracting(DomainException::code)
        .isEqualTo(code);
  }

  @Test
  void eachWayNotToBeARepositoryHasItsOwnCode() throws IOException {
    var plain = Files.createDirectory(fixture.home.resolve("plain"));
    var file = Files.createFile(fixture.home.resolve("file"));
    var bare = Files.createDirectory(fixture.home.resolve("bare"));
    fixture.git.run(bare, "init", "--quiet", "--bare");
    assertRefused(fixture.home.resolve("missing"), ErrorCode.PATH_MISSING);
    assertRefused(file, ErrorCode.PATH_NOT_A_DIRECTORY);
    assertRefused(plain, ErrorCode.NOT_A_REPOSITORY);
    assertRefused(bare, ErrorCode.BARE_REPOSITORY);
  }

  @Test
  void aSubmoduleIsRefused() {
    fixture.commit(fixture.root, "Start");
    var outer = fixture.home.resolve("outer");
    fixture.git.run(fixture.home, "init", "--quiet", outer.toString());
    fixture.git.run(
        outer,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "--quiet",
        fixture.root.toString(),
        "inner");
    assertRefused(outer.resolve("inner"), ErrorCode.SUBMODULE);
  }

  @Test
  void aLinkedWorktreeIsRefused() {
    fixture.commit(fixture.root, "Start");
    var linked = fixture.home.resolve("linked");
    fixture.git.run(fixture.root, "worktree", "add", "--quiet", linked.toString());
    assertRefused(linked, ErrorCode.LINKED_WORKTREE);
  }

  @Test
  void aRepositoryWithoutACommitIsTaken() throws IOException {
    var facts = fixture.inspector.inspect(fixture.root);
    assertThat(facts.root()).isEqualTo(fixture.root);
    assertThat(facts.defaultBranch()).isEqualTo("main");
    assertThat(fixture.refs.isBlank(GitPlace.common(fixture.root))).isTrue();
  }

  @Test
  void gitHubIsFoundInAnyFormOfItsAddress() {
    for (var url :
        new String[] {
          "git@github.com:some-owner/some.repo.git",
          "https://github.com/some-owner/some.repo",
          "https://github.com/some-owner/some.repo.git/",
          "ssh://git@github.com/some-owner/some.repo.git"
        }) {
      fixture.git.tryRun(fixture.root, "remote", "remove", "origin");
      fixture.git.run(fixture.root, "remote", "add", "origin", url);
      var facts = fixture.inspector.inspect(fixture.root);
      assertThat(facts.githubOwner()).as(url).isEqualTo("some-owner");
      assertThat(facts.githubRepo()).as(url).isEqualTo("some.repo");
    }
    fixture.git.run(fixture.root, "remote", "set-url", "origin", "https://gitlab.com/a/b.git");
    assertThat(fixture.inspector.inspect(fixture.root).githubOwner()).isNull();
  }

  @Test
  void cloneAddressesAreHeldToWhatGitMayFetch() {
    assertThat(CloneUrl.parse("https://github.com/owner/tool.git").folder()).isEqualTo("tool");
    assertThat(CloneUrl.parse("git@github.com:owner/tool.git").folder()).isEqualTo("tool");
    for (var url :
        new String[] {
          "ext::sh -c evil",
          "--upload-pack=evil",
          "-oProxyCommand=evil@host:x",
          "https://user:secret@host/repo.git",
          "https://token@host/repo.git",
          "host/only",
          "https://host/.."
        }) {
      assertThatExceptionOfType(DomainException.class)
          .as(url)
          .isThrownBy(() -> CloneUrl.parse(url))
          .extracting(DomainException::code)
          .isEqualTo(ErrorCode.INVALID_GIT_URL);
    }
  }
}
