package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.platform.git.GitFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes and removes linked worktrees. A worktree is ours by its path, which lies in the worktree
 * base and ends in the workspace's id; its branch says nothing about whose it is.
 */
@Component
class Worktrees {

  private final Git git;
  private final WorkspaceProperties properties;
  private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

  Worktrees(Git git, WorkspaceProperties properties) {
    this.git = git;
    this.properties = properties;
  }

  /**
   * Makes the worktree with its branch; what a killed attempt left at its place is removed first.
   */
  void make(Path root, Path worktree, Branching plan) throws IOException {
    makeEmpty(root, worktree, plan);
    if (plan.how() != Branching.How.UNBORN) {
      // Apart from the registration, since this may take long and needs no lock.
      git.run(worktree, "checkout", "--force", "--quiet");
    }
  }

  /** Makes a worktree without files, for a restore to fill. */
  void makeEmpty(Path root, Path worktree, Branching plan) throws IOException {
    var lock = lock(root);
    lock.lock();
    try {
      clear(root, worktree);
      add(root, worktree, plan);
    } finally {
      lock.unlock();
    }
  }

  /** Makes a worktree without files and without a branch, for a restore to fill. */
  void makeDetached(Path root, Path worktree, String commit) throws IOException {
    var lock = lock(root);
    lock.lock();
    try {
      clear(root, worktree);
      git.run(root, "worktree", "add", "--no-checkout", "--detach", worktree.toString(), commit);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes a worktree with all its files and its registration. First the folder gets another name,
   * so that a half-removed one is never taken for a whole one.
   */
  void remove(Path root, Path worktree) throws IOException {
    requireOurs(worktree);
    var trash = worktree.resolveSibling(".removed-" + worktree.getFileName());
    FileTrees.delete(trash);
    if (Files.exists(worktree, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.isSymbolicLink(worktree) || !FileTrees.isInside(properties.worktrees(), worktree)) {
        throw new IOException("%s leads out of the worktree base".formatted(worktree));
      }
      Files.move(worktree, trash, StandardCopyOption.ATOMIC_MOVE);
    }
    var lock = lock(root);
    lock.lock();
    try {
      unregister(root, worktree);
    } finally {
      lock.unlock();
    }
    FileTrees.delete(trash);
  }

  /** Where a branch is checked out, or {@code null}. */
  @Nullable Path whereCheckedOut(Path root, String branch) {
    Path worktree = null;
    for (var line : list(root)) {
      if (line.startsWith("worktree ")) {
        worktree = Path.of(line.substring("worktree ".length()));
      } else if (line.equals("branch refs/heads/" + branch)) {
        return worktree;
      }
    }
    return null;
  }

  private void add(Path root, Path worktree, Branching plan) throws IOException {
    Files.createDirectories(worktree.resolveSibling(".").normalize());
    var command = new ArrayList<>(List.of("worktree", "add", "--no-checkout"));
    var place = worktree.toString();
    var start = plan.baseCommit() == null ? "HEAD" : plan.baseCommit();
    switch (plan.how()) {
      case NEW -> command.addAll(List.of("--no-track", "-b", plan.branch(), place, start));
      case LOCAL -> command.addAll(List.of(place, plan.branch()));
      case FAST_FORWARD -> command.addAll(List.of("-B", plan.branch(), place, start));
      case TRACK_REMOTE ->
          command.addAll(List.of("--track", "-b", plan.branch(), place, "origin/" + plan.branch()));
      case UNBORN -> {
        addUnborn(root, worktree, plan.branch());
        return;
      }
    }
    git.run(root, command.toArray(String[]::new));
  }

  /** Older gits have no {@code --orphan} here: start from an empty commit, then forget it. */
  private void addUnborn(Path root, Path worktree, String branch) {
    var tree = git.run(root, "hash-object", "-t", "tree", "-w", "/dev/null").strip();
    var commit =
        git.run(
                root,
                "-c",
                "user.name=factory-factory",
                "-c",
                "user.email=factory-factory@localhost",
                "commit-tree",
                "-m",
                "Start",
                tree)
            .strip();
    git.run(root, "worktree", "add", "--detach", worktree.toString(), commit);
    git.run(worktree, "symbolic-ref", "HEAD", "refs/heads/" + branch);
  }

  private void clear(Path root, Path worktree) throws IOException {
    if (Files.exists(worktree, LinkOption.NOFOLLOW_LINKS) || isRegistered(root, worktree)) {
      remove(root, worktree);
    }
  }

  private void unregister(Path root, Path worktree) {
    if (!isRegistered(root, worktree)) {
      return;
    }
    var removed = git.tryRun(root, "worktree", "remove", "--force", "--force", worktree.toString());
    if (!removed.succeeded() && isRegistered(root, worktree)) {
      throw new GitFailure("worktree remove", removed.exitCode(), removed.errorText());
    }
  }

  private boolean isRegistered(Path root, Path worktree) {
    return list(root).contains("worktree " + worktree);
  }

  private List<String> list(Path root) {
    var lock = lock(root);
    lock.lock();
    try {
      return Git.splitZero(git.run(root, "worktree", "list", "--porcelain", "-z"));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Git fails over a worktree that another git is registering, so one at a time touches the list.
   */
  private ReentrantLock lock(Path root) {
    return locks.computeIfAbsent(root, _ -> new ReentrantLock());
  }

  private void requireOurs(Path worktree) {
    var base = properties.worktrees().toAbsolutePath().normalize();
    var normal = worktree.toAbsolutePath().normalize();
    if (!normal.startsWith(base) || base.relativize(normal).getNameCount() != 2) {
      throw new DomainException(
          ErrorCode.PATH_OUTSIDE_WORKTREE, "%s is not a worktree of ours.".formatted(worktree));
    }
  }
}
