package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.workspace.Branching.How;
import dev.factoryfactory.workspace.KeptManifest.KeptFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brings a kept worktree back: the same bytes, the same index, the same HEAD. */
@Component
class Restorer {

  private final Git git;
  private final GitObjects objects;
  private final Worktrees worktrees;
  private final JsonMapper json = JsonMapper.builder().build();

  Restorer(Git git, GitObjects objects, Worktrees worktrees) {
    this.git = git;
    this.objects = objects;
    this.worktrees = worktrees;
  }

  /**
   * What came back.
   *
   * @param branch the branch that is checked out now; {@code null} when HEAD is detached
   * @param moved the kept branch's name, when it had moved on or is in use, so that another took
   *     its place
   */
  record Restored(@Nullable String branch, @Nullable String moved) {}

  /** Makes the worktree anew from what was kept; a half-made one is removed first. */
  Restored restore(Path root, String keptCommit, Path worktree) throws IOException {
    var manifest =
        json.readValue(
            git.run(root, "cat-file", "blob", keptCommit + ":manifest.json"), KeptManifest.class);
    var restored = makeWorktree(root, worktree, manifest);
    var gitDirectory = GitPlace.of(worktree).own();
    write(root, worktree, manifest.files());
    writeDirectories(worktree, manifest.directories());
    write(root, gitDirectory, manifest.gitFiles());
    restoreIndex(root, worktree, gitDirectory, manifest.index());
    return restored;
  }

  private Restored makeWorktree(Path root, Path worktree, KeptManifest manifest)
      throws IOException {
    var head = manifest.head();
    var branch = manifest.branch();
    if (branch == null && head != null) {
      worktrees.makeDetached(root, worktree, head);
      return new Restored(null, null);
    }
    var wanted = branch == null ? "restored" : branch;
    var now = git.tryRun(root, "rev-parse", "--verify", "--quiet", "refs/heads/" + wanted);
    // A killed attempt may have left the worktree; it is about to be removed and does not count.
    var place = worktrees.whereCheckedOut(root, wanted);
    var free = place == null || place.equals(worktree);
    var name = wanted;
    var how = now.succeeded() ? How.LOCAL : How.NEW;
    if (!free || (now.succeeded() && !now.text().strip().equals(head))) {
      name = freeName(root, wanted);
      how = How.NEW;
    }
    if (head == null) {
      how = How.UNBORN;
    }
    worktrees.makeEmpty(root, worktree, new Branching(name, null, null, head, how));
    return new Restored(name, name.equals(wanted) ? null : wanted);
  }

  private String freeName(Path root, String branch) {
    for (int number = 1; ; number++) {
      var name = branch + "-restored" + (number == 1 ? "" : "-" + number);
      if (!git.tryRun(root, "show-ref", "--verify", "--quiet", "refs/heads/" + name).succeeded()) {
        return name;
      }
    }
  }

  private void write(Path root, Path folder, List<KeptFile> files) throws IOException {
    // Links come last: no file is ever written through one.
    var ordered = new ArrayList<>(files.stream().filter(file -> !file.link()).toList());
    ordered.addAll(files.stream().filter(KeptFile::link).toList());
    objects.read(
        root,
        ordered.stream().map(KeptFile::object).toList(),
        (position, bytes) -> write(folder, ordered.get(position), bytes));
  }

  private static void write(Path folder, KeptFile file, InputStream bytes) throws IOException {
    var target = folder.resolve(file.path()).normalize();
    Files.createDirectories(target.resolveSibling(".").normalize());
    if (!FileTrees.isInside(folder, target)) {
      throw new IOException("The kept path %s leads out of the worktree".formatted(file.path()));
    }
    if (file.link()) {
      Files.deleteIfExists(target);
      Files.createSymbolicLink(
          target, Path.of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)));
      return;
    }
    Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(file.permissions()));
  }

  private static void writeDirectories(Path worktree, List<KeptManifest.KeptDirectory> directories)
      throws IOException {
    for (var directory : directories) {
      Files.createDirectories(worktree.resolve(directory.path()));
    }
    // From the inside out, since a folder may forbid to enter it.
    for (var directory : directories.reversed()) {
      Files.setPosixFilePermissions(
          worktree.resolve(directory.path()),
          PosixFilePermissions.fromString(directory.permissions()));
    }
  }

  private void restoreIndex(Path root, Path worktree, Path gitDirectory, @Nullable String index)
      throws IOException {
    var target = gitDirectory.resolve("index");
    if (index == null) {
      Files.deleteIfExists(target);
      return;
    }
    objects.read(
        root,
        List.of(index),
        (_, bytes) -> Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING));
    // Brings times and inode numbers up to date; its exit code only says that files differ.
    git.tryRun(worktree, "update-index", "-q", "--refresh");
  }
}
