package dev.factoryfactory.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.Branching.How;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepAndRestoreTests {

  private static final List<String> NAMES =
      List.of(
          "a",
          "b.txt",
          "Ünïcode – ü.md",
          "with space",
          "line\nend",
          "quote\"s",
          "back\\slash",
          "-dash",
          "git~1",
          "trail.",
          "emoji🙂",
          ":colon",
          "tab\there",
          "UPPER",
          "x.secret");

  private GitFixture fixture = new GitFixture();
  private final WorkspaceId id = WorkspaceId.random();

  @BeforeEach
  void start() throws IOException {
    GitFixture.write(fixture.root, "README.md", "hello\n");
    GitFixture.write(fixture.root, "src/App.java", "class App {}\n");
    GitFixture.write(fixture.root, ".gitignore", "*.secret\nbuild/\n");
    GitFixture.write(fixture.root, ".worktreeinclude", "*.secret\n");
    fixture.commit(fixture.root, "Start");
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private Path newWorktree(String name) throws IOException {
    var worktree = fixture.worktree(name);
    var head = fixture.git.run(fixture.root, "rev-parse", "HEAD").strip();
    fixture.worktrees.make(
        fixture.root,
        worktree,
        new Branching("ff/" + name, "main", "refs/heads/main", head, How.NEW));
    return worktree;
  }

  private void putAwayAndRestore(Path worktree) throws IOException {
    var kept = fixture.keeper.keep(fixture.root, id, worktree);
    fixture.worktrees.remove(fixture.root, worktree);
    assertThat(worktree).doesNotExist();
    // What only the kept commit holds must survive git's clean-up.
    fixture.git.run(fixture.root, "reflog", "expire", "--expire=now", "--all");
    fixture.git.run(fixture.root, "gc", "--quiet", "--prune=now");
    fixture.restorer.restore(fixture.root, kept, worktree);
  }

  private void assertComesBack(Path worktree) throws IOException {
    var files = GitFixture.picture(worktree);
    var state = fixture.gitPicture(worktree);
    putAwayAndRestore(worktree);
    assertThat(GitFixture.picture(worktree)).isEqualTo(files);
    assertThat(fixture.gitPicture(worktree)).isEqualTo(state);
  }

  @Test
  void bringsBackStagedUnstagedUntrackedAndListedFiles() throws IOException {
    var worktree = newWorktree("all");
    GitFixture.write(worktree, "README.md", "staged\n");
    fixture.git.run(worktree, "add", "README.md");
    GitFixture.write(worktree, "README.md", "staged, then changed\r\n");
    GitFixture.write(worktree, "new/file.txt", "untracked");
    GitFixture.write(worktree, "key.secret", "listed");
    Files.delete(worktree.resolve("src/App.java"));
    Files.createSymbolicLink(worktree.resolve("link"), Path.of("nowhere/at all"));
    Files.createDirectories(worktree.resolve("empty/inside"));
    GitFixture.write(worktree, "run.sh", "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        worktree.resolve("run.sh"), PosixFilePermissions.fromString("rwx------"));

    assertComesBack(worktree);
  }

  @Test
  void leavesIgnoredFilesThatNobodyListed() throws IOException {
    var worktree = newWorktree("ignored");
    GitFixture.write(worktree, "build/out.bin", "made by a build");
    putAwayAndRestore(worktree);
    assertThat(worktree.resolve("build")).doesNotExist();
  }

  @Test
  void bringsBackCommitsThatOnlyTheReflogKnew() throws IOException {
    var worktree = newWorktree("reflog");
    GitFixture.write(worktree, "thrown-away.txt", "but not lost");
    var commit = fixture.commit(worktree, "Thrown away");
    fixture.git.run(worktree, "reset", "--quiet", "--hard", "HEAD~1");
    assertComesBack(worktree);
    assertThat(fixture.git.run(worktree, "cat-file", "-t", commit).strip()).isEqualTo("commit");
  }

  @Test
  void bringsBackAMergeConflictWithAllItsStages() throws IOException {
    var worktree = newWorktree("conflict");
    GitFixture.write(worktree, "README.md", "ours\n");
    fixture.commit(worktree, "Ours");
    GitFixture.write(fixture.root, "README.md", "theirs\n");
    fixture.commit(fixture.root, "Theirs");
    assertThat(fixture.git.tryRun(worktree, "merge", "main").succeeded()).isFalse();
    assertComesBack(worktree);
    assertThat(fixture.git.run(worktree, "rev-parse", "MERGE_HEAD").strip())
        .isEqualTo(fixture.git.run(fixture.root, "rev-parse", "main").strip());
  }

  @Test
  void bringsBackADetachedHead() throws IOException {
    var worktree = newWorktree("detached");
    fixture.git.run(worktree, "checkout", "--quiet", "--detach");
    GitFixture.write(worktree, "on-no-branch.txt", "x");
    fixture.commit(worktree, "On no branch");
    assertComesBack(worktree);
  }

  @Test
  void bringsBackANestedRepository() throws IOException {
    var worktree = newWorktree("nested");
    var nested = Files.createDirectories(worktree.resolve("vendor/inner"));
    fixture.init(nested);
    GitFixture.write(nested, "inside.txt", "x");
    fixture.commit(nested, "Inside");
    assertComesBack(worktree);
    assertThat(fixture.git.run(nested, "log", "--format=%s").strip()).isEqualTo("Inside");
  }

  @Test
  void bringsBackASplitIndexAndIntentToAdd() throws IOException {
    var worktree = newWorktree("split");
    GitFixture.write(worktree, "later.txt", "later");
    fixture.git.run(worktree, "add", "--intent-to-add", "later.txt");
    fixture.git.run(worktree, "update-index", "--assume-unchanged", "src/App.java");
    fixture.git.run(worktree, "update-index", "--split-index");
    assertComesBack(worktree);
  }

  @Test
  void bringsBackAWorktreeWithoutAnyCommit() throws IOException {
    var blank = new GitFixture();
    try (blank) {
      var worktree = blank.worktree("blank");
      blank.worktrees.make(
          blank.root, worktree, new Branching("ff/blank", null, null, null, How.UNBORN));
      GitFixture.write(worktree, "first.txt", "first");
      blank.git.run(worktree, "add", "first.txt");
      GitFixture.write(worktree, "second.txt", "second");
      var files = GitFixture.picture(worktree);
      var state = blank.gitPicture(worktree);
      var kept = blank.keeper.keep(blank.root, id, worktree);
      blank.worktrees.remove(blank.root, worktree);
      blank.restorer.restore(blank.root, kept, worktree);
      assertThat(GitFixture.picture(worktree)).isEqualTo(files);
      assertThat(blank.gitPicture(worktree)).isEqualTo(state);
    }
  }

  @Test
  void takesAnotherBranchWhenTheOldOneMovedOn() throws IOException {
    var worktree = newWorktree("moved");
    GitFixture.write(worktree, "mine.txt", "mine");
    var kept = fixture.keeper.keep(fixture.root, id, worktree);
    fixture.worktrees.remove(fixture.root, worktree);
    fixture.commit(fixture.root, "Meanwhile");
    fixture.git.run(fixture.root, "branch", "--force", "ff/moved", "main");

    var restored = fixture.restorer.restore(fixture.root, kept, worktree);

    assertThat(restored.branch()).isEqualTo("ff/moved-restored");
    assertThat(restored.moved()).isEqualTo("ff/moved");
    assertThat(worktree.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void canBeRepeatedAfterBeingKilledHalfWay() throws IOException {
    var worktree = newWorktree("killed");
    GitFixture.write(worktree, "mine.txt", "mine");
    var files = GitFixture.picture(worktree);
    fixture.keeper.keep(fixture.root, id, worktree);
    var kept = fixture.keeper.keep(fixture.root, id, worktree);
    // Killed after the folder was renamed, before git forgot it.
    Files.move(worktree, worktree.resolveSibling(".removed-" + worktree.getFileName()));
    fixture.worktrees.remove(fixture.root, worktree);
    fixture.worktrees.remove(fixture.root, worktree);
    assertThat(worktree.resolveSibling(".removed-killed")).doesNotExist();
    // Killed while files were written.
    fixture.restorer.restore(fixture.root, kept, worktree);
    Files.delete(worktree.resolve("mine.txt"));
    fixture.restorer.restore(fixture.root, kept, worktree);
    assertThat(GitFixture.picture(worktree)).isEqualTo(files);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void anyTreeComesBack(@ForAll Random random) throws IOException {
    fixture.close();
    fixture = new GitFixture();
    start();
    var worktree = newWorktree("any");
    for (int step = 0; step < 25; step++) {
      disturb(worktree, random);
    }
    assertComesBack(worktree);
    end();
  }

  private void disturb(Path worktree, Random random) throws IOException {
    var folder = random.nextBoolean() ? "" : NAMES.get(random.nextInt(NAMES.size())) + ".d/";
    var path = folder + NAMES.get(random.nextInt(NAMES.size()));
    var file = worktree.resolve(path);
    var bytes = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(5_000)];
    random.nextBytes(bytes);
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.write(file, bytes);
      }
      case 3 -> {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of(NAMES.get(random.nextInt(NAMES.size()))));
      }
      case 4 -> Files.deleteIfExists(file);
      // Git refuses names such as git~1; they stay untracked.
      case 5 -> fixture.git.tryRun(worktree, "add", "--all", "--ignore-errors");
      case 6 -> {
        if (random.nextInt(4) == 0) {
          fixture.git.tryRun(worktree, "commit", "--quiet", "-m", "Step");
        }
      }
      default -> Files.createDirectories(worktree.resolve(path + ".empty"));
    }
  }
}
