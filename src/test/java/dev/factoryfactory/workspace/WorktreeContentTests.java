package dev.factoryfactory.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.Branching.How;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read from worktrees, and what must not be. */
class WorktreeContentTests {

  private final GitFixture fixture = new GitFixture();
  private final WorktreeFiles files = new WorktreeFiles(fixture.git);
  private final DiffReader diffs = new DiffReader(fixture.facts, fixture.refs);
  private final Path worktree = fixture.worktree("work");
  private Branching plan = new Branching("unset", null, null, null, How.UNBORN);

  @BeforeEach
  void start() throws IOException {
    GitFixture.write(fixture.root, "README.md", "one\ntwo\nthree\n");
    GitFixture.write(fixture.root, "src/old-name.txt", "a\nb\nc\nd\ne\nf\n");
    GitFixture.write(fixture.root, "gone.txt", "x\n");
    fixture.commit(fixture.root, "Start");
    plan = fixture.planner.plan(fixture.root, "work", "ff/", null, "main");
    fixture.worktrees.make(fixture.root, worktree, plan);
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private WorkspaceRow row() {
    var request = new NewWorkspace("work", null, null, null, null, null);
    var now = Instant.EPOCH;
    var row =
        new WorkspaceRow(WorkspaceId.random(), ProjectId.random(), "work", request, worktree, now);
    row.planBranch(plan, now);
    row.worktreeMade(now);
    return row;
  }

  @Test
  void theDiffShowsCommittedUncommittedAndUntrackedWork() throws IOException {
    GitFixture.write(worktree, "README.md", "one\n2\nthree\n");
    fixture.commit(worktree, "Committed");
    fixture.git.run(worktree, "mv", "src/old-name.txt", "src/new name.txt");
    Files.delete(worktree.resolve("gone.txt"));
    GitFixture.write(worktree, "ünïcode.txt", "new\nlines\n");
    Files.write(worktree.resolve("blob.bin"), new byte[] {0, 1, 2});

    var diff = diffs.read(row(), null);

    var byPath = diff.files().stream().collect(Collectors.toMap(FileDiff::path, file -> file));
    assertThat(byPath.keySet())
        .containsExactlyInAnyOrder(
            "README.md", "src/new name.txt", "gone.txt", "ünïcode.txt", "blob.bin");
    assertThat(byPath.get("README.md"))
        .returns(FileDiff.Status.MODIFIED, FileDiff::status)
        .returns(false, FileDiff::uncommitted)
        .satisfies(file -> assertThat(file.patch()).contains("-two\n+2\n"));
    assertThat(byPath.get("src/new name.txt"))
        .returns(FileDiff.Status.RENAMED, FileDiff::status)
        .returns("src/old-name.txt", FileDiff::oldPath);
    assertThat(byPath.get("gone.txt")).returns(FileDiff.Status.DELETED, FileDiff::status);
    assertThat(byPath.get("ünïcode.txt"))
        .returns(FileDiff.Status.UNTRACKED, FileDiff::status)
        .returns(2, FileDiff::additions)
        .satisfies(file -> assertThat(file.patch()).contains("+new\n+lines\n"));
    assertThat(byPath.get("blob.bin")).returns(true, FileDiff::binary);
    assertThat(diff.additions()).isEqualTo(3);
    assertThat(diff.deletions()).isEqualTo(2);
    assertThat(fixture.git.run(worktree, "diff", "--cached", "--name-only", "--diff-filter=A"))
        .as("reading leaves the index alone")
        .doesNotContain("ünïcode.txt");
  }

  @Test
  void aHugeFileIsCutAndSaidToBe() throws IOException {
    GitFixture.write(worktree, "huge.txt", "line\n".repeat(100_000));
    GitFixture.write(worktree, "small.txt", "line\n");
    var diff = diffs.read(row(), null);
    assertThat(diff.truncated()).isTrue();
    assertThat(diff.files())
        .anySatisfy(
            file -> {
              assertThat(file.path()).isEqualTo("huge.txt");
              assertThat(file.patchTruncated()).isTrue();
            });
    assertThat(diffs.read(row(), "huge.txt").files().getFirst().patch())
        .hasSizeGreaterThan(400_000);
  }

  @Test
  void statusAndTotalsAreThoseOfGit() throws IOException {
    GitFixture.write(worktree, "README.md", "one\n2\nthree\nfour\n");
    fixture.commit(worktree, "Work");
    GitFixture.write(worktree, "new.txt", "a\nb\n");
    fixture.commit(fixture.root, "Base moved on");

    var reading = fixture.reader.read(row()).facet();

    assertThat(reading)
        .returns("ff/work", GitFacet::branch)
        .returns(1, GitFacet::uncommitted)
        .returns(1, GitFacet::ahead)
        .returns(1, GitFacet::behind)
        .returns(2, GitFacet::files)
        .returns(4, GitFacet::additions)
        .returns(1, GitFacet::deletions);
  }

  @Test
  void filesAreFoundBestMatchFirst() {
    GitFixture.write(worktree, "deep/in/readme.md", "x");
    GitFixture.write(worktree, "readme.md.bak", "x");
    assertThat(files.search(worktree, "readme.md", 10))
        .extracting(WorktreeFile::path)
        .containsExactly("README.md", "deep/in/readme.md", "readme.md.bak");
  }

  @Test
  void noPathLeadsOutOfTheWorktree() throws IOException {
    GitFixture.write(fixture.home, "secret.txt", "secret");
    Files.createSymbolicLink(worktree.resolve("link"), fixture.home.resolve("secret.txt"));
    Files.createSymbolicLink(worktree.resolve("folder"), fixture.home);
    for (var path :
        new String[] {
          "../../../secret.txt",
          "src/../../../../secret.txt",
          fixture.home.resolve("secret.txt").toString(),
          "link",
          "folder/secret.txt",
          ".git",
          ".git/config",
          "nul\0byte",
          ""
        }) {
      assertThatExceptionOfType(DomainException.class)
          .as(path)
          .isThrownBy(() -> files.read(worktree, path))
          .extracting(DomainException::code)
          .isEqualTo(ErrorCode.PATH_OUTSIDE_WORKTREE);
    }
    assertThat(files.read(worktree, "src/../README.md").content()).startsWith("one");
  }

  @Test
  void onlyOurOwnWorktreesAreRemoved() throws IOException {
    var victim = Files.createDirectories(fixture.home.resolve("victim"));
    GitFixture.write(victim, "precious.txt", "x");
    var linked = fixture.worktree("linked");
    Files.createSymbolicLink(linked, victim);
    for (var path :
        new Path[] {
          victim,
          fixture.properties.worktrees(),
          fixture.properties.worktrees().resolve("repo"),
          fixture.worktree("work/src"),
          fixture.worktree("../../victim"),
          linked
        }) {
      assertThatThrownBy(() -> fixture.worktrees.remove(fixture.root, path))
          .as("%s", path)
          .isNotNull();
    }
    assertThat(victim.resolve("precious.txt")).exists();
    assertThat(worktree.resolve("README.md")).exists();
  }

  @Test
  void listedFilesAreCopiedIntoANewWorktree() throws IOException {
    GitFixture.write(fixture.root, ".gitignore", ".env*\n");
    GitFixture.write(fixture.root, ".worktreeinclude", ".env.local\nREADME.md\n");
    GitFixture.write(fixture.root, ".env.local", "KEY=1");
    GitFixture.write(fixture.root, ".env.other", "KEY=2");
    fixture.included.copy(fixture.root, worktree);
    assertThat(worktree.resolve(".env.local")).hasContent("KEY=1");
    assertThat(worktree.resolve(".env.other")).doesNotExist();
  }

  @Test
  void theRepositorysConfigIsReadWithUpstreamsKeys() {
    assertThat(FactoryConfig.read(worktree).setup()).isNull();
    GitFixture.write(
        worktree,
        "factory-factory.json",
        """
        {"scripts": {"setup": "npm ci", "run": "npm run dev -- --port {port}", "other": 1}, "more": true}
        """);
    assertThat(FactoryConfig.read(worktree).setup()).isEqualTo("npm ci");
    assertThat(FactoryConfig.read(worktree).run()).contains("{port}");
    for (var broken :
        new String[] {"{", "[]", "{\"scripts\": 1}", "{\"scripts\": {\"setup\": 1}}"}) {
      GitFixture.write(worktree, "factory-factory.json", broken);
      assertThatExceptionOfType(DomainException.class)
          .as(broken)
          .isThrownBy(() -> FactoryConfig.read(worktree))
          .extracting(DomainException::code)
          .isEqualTo(ErrorCode.INVALID_CONFIG);
    }
  }
}
