package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.platform.git.GitFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what git says about a worktree. Takes no lock, changes nothing, runs no hook. */
@Component
class GitFacts {

  private static final String EMPTY_TREE_SOURCE = "/dev/null";

  private final Git git;
  private final Worktrees worktrees;

  GitFacts(Git git, Worktrees worktrees) {
    this.git = git;
    this.worktrees = worktrees;
  }

  /** What {@code git status} says. */
  record Status(
      @Nullable String branch,
      @Nullable String head,
      boolean hasUpstream,
      int aheadOfUpstream,
      int behindUpstream,
      int uncommitted,
      int untracked,
      int conflicts) {}

  /** Commits on one side only. */
  record Distance(int ahead, int behind) {}

  /** Differing files and their lines. */
  record Totals(int files, int additions, int deletions) {}

  Status status(Path worktree) {
    var lines =
        Git.splitZero(
            git.run(
                worktree,
                "status",
                "--porcelain=v2",
                "--branch",
                "-z",
                "--untracked-files=all",
                "--ignore-submodules=none"));
    return StatusParser.parse(lines);
  }

  /** How far HEAD and a ref are apart; nothing when one of them has no commit. */
  Distance distance(Path worktree, @Nullable String baseRef) throws IOException {
    try (var repository = open(worktree);
        var walk = new RevWalk(repository)) {
      var head = commit(repository, walk, "HEAD");
      var base = baseRef == null ? null : commit(repository, walk, baseRef);
      return head == null || base == null
          ? new Distance(0, 0)
          : new Distance(count(walk, head, base), count(walk, base, head));
    }
  }

  /** The commit, or empty tree, that the work is compared with. */
  String comparisonBase(Path worktree, @Nullable String baseRef, @Nullable String baseCommit)
      throws IOException {
    try (var repository = open(worktree);
        var walk = new RevWalk(repository)) {
      var head = commit(repository, walk, "HEAD");
      for (var candidate : new @Nullable String[] {baseRef, baseCommit}) {
        var base = candidate == null ? null : commit(repository, walk, candidate);
        var common = head == null || base == null ? null : mergeBase(walk, head, base);
        if (common != null) {
          return common.name();
        }
      }
    }
    return git.run(worktree, "hash-object", "-t", "tree", "-w", EMPTY_TREE_SOURCE).strip();
  }

  /** Commits are read in this process: a walk costs less than to start a git for it. */
  private Repository open(Path worktree) throws IOException {
    return new FileRepositoryBuilder()
        .setGitDir(worktrees.gitDirectory(worktree).toFile())
        .setMustExist(true)
        .build();
  }

  private static @Nullable RevCommit commit(Repository repository, RevWalk walk, String name)
      throws IOException {
    var id = repository.resolve(name + "^{commit}");
    return id == null ? null : walk.parseCommit(id);
  }

  private static int count(RevWalk walk, RevCommit from, RevCommit without) throws IOException {
    walk.reset();
    walk.setRevFilter(RevFilter.ALL);
    walk.markStart(from);
    walk.markUninteresting(without);
    int count = 0;
    while (walk.next() != null) {
      count++;
    }
    return count;
  }

  private static @Nullable RevCommit mergeBase(RevWalk walk, RevCommit one, RevCommit other)
      throws IOException {
    walk.reset();
    walk.setRevFilter(RevFilter.MERGE_BASE);
    walk.markStart(one);
    walk.markStart(other);
    return walk.next();
  }

  /**
   * Runs a {@code git diff} from a base to the working tree in which untracked files count as
   * added.
   *
   * @param arguments options, then the base
   */
  String diff(Path worktree, List<String> arguments, List<String> paths) throws IOException {
    return withIndexCopy(
        worktree,
        index -> {
          var command = new ArrayList<String>();
          command.addAll(
              List.of(
                  "diff",
                  "--no-ext-diff",
                  "--no-textconv",
                  "--no-color",
                  "-M",
                  "--submodule=short"));
          command.addAll(arguments);
          command.add("--");
          paths.forEach(path -> command.add(":(literal)" + path));
          return git.run(worktree, index, command.toArray(String[]::new));
        });
  }

  Totals totals(Path worktree, String base) throws IOException {
    var output = diff(worktree, List.of("--numstat", "-z", base), List.of());
    int files = 0;
    int additions = 0;
    int deletions = 0;
    var fields = Git.splitZero(output);
    for (int i = 0; i < fields.size(); i++) {
      var parts = fields.get(i).split("\t", -1);
      files++;
      additions += count(parts[0]);
      deletions += count(parts[1]);
      if (parts[2].isEmpty()) {
        i += 2; // a rename: the old and the new name follow
      }
    }
    return new Totals(files, additions, deletions);
  }

  /** Lines as git counts them; a binary file has "-". */
  static int count(String number) {
    return number.equals("-") ? 0 : Integer.parseInt(number);
  }

  private interface WithIndex {
    String run(Map<String, String> environment);
  }

  private String withIndexCopy(Path worktree, WithIndex action) throws IOException {
    var scratch = Files.createTempDirectory("factory-factory-index");
    try {
      var copy = scratch.resolve("index");
      var index = worktrees.gitDirectory(worktree).resolve("index");
      if (Files.exists(index)) {
        Files.copy(index, copy);
      }
      var environment = Map.of("GIT_INDEX_FILE", copy.toString());
      var added =
          git.tryRun(
              worktree,
              environment,
              Duration.ofMinutes(2),
              List.of("add", "--intent-to-add", "--ignore-errors", "--", "."));
      // Exit code 1 says that some files could not be read, which a diff then leaves out.
      if (added.timedOut() || added.exitCode() > 1 && !Files.exists(copy)) {
        throw new GitFailure("add", added.exitCode(), added.errorText());
      }
      return action.run(environment);
    } finally {
      FileTrees.delete(scratch);
    }
  }
}
