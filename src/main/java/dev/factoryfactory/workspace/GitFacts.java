package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what git says about a worktree. Takes no lock, changes nothing, runs no hook. */
@Component
class GitFacts {

  /** Git knows the tree without files, stored or not. */
  private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  private final Git git;
  private final GitRefs refs;
  private final IndexCopy indexes;

  GitFacts(Git git, GitRefs refs) {
    this.git = git;
    this.refs = refs;
    this.indexes = new IndexCopy(git);
  }

  /**
   * What {@code git status} says.
   *
   * @param states of what differs from HEAD: two letters by path, repositories in the worktree with
   *     a slash at their end
   * @param unseen paths that git does not look at, folders with a slash at their end
   */
  record Status(
      @Nullable String branch,
      @Nullable String head,
      boolean hasUpstream,
      int aheadOfUpstream,
      int behindUpstream,
      int conflicts,
      Map<String, String> states,
      Set<String> unseen) {

    static final String UNTRACKED = "??";

    int uncommitted() {
      return states.size();
    }

    List<String> untracked() {
      return states.entrySet().stream()
          .filter(state -> state.getValue().equals(UNTRACKED))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  /** Differing files and their lines. */
  record Totals(int files, int additions, int deletions) {

    static final Totals NONE = new Totals(0, 0, 0);
  }

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
                "--ignored=matching",
                "--ignore-submodules=none"));
    return StatusParser.parse(lines);
  }

  /** The commit, or empty tree, that the work is compared with. */
  String comparisonBase(
      GitPlace place, @Nullable String head, @Nullable String base, @Nullable String baseCommit)
      throws IOException {
    for (var candidate : new @Nullable String[] {base, baseCommit}) {
      var common = refs.relation(place.common(), head, candidate).mergeBase();
      if (common != null) {
        return common;
      }
    }
    return EMPTY_TREE;
  }

  /**
   * Runs a {@code git diff} from a base to the working tree in which untracked files count as
   * added.
   *
   * @param arguments options, then the base
   */
  String diff(GitPlace place, Status status, List<String> arguments, List<String> paths)
      throws IOException {
    var command = new ArrayList<String>();
    command.addAll(
        List.of("diff", "--no-ext-diff", "--no-textconv", "--no-color", "-M", "--submodule=short"));
    command.addAll(arguments);
    command.add("--");
    paths.forEach(path -> command.add(":(literal)" + path));
    return indexes.with(
        place,
        status.untracked(),
        environment -> git.run(place.worktree(), environment, command.toArray(String[]::new)));
  }

  Totals totals(GitPlace place, Status status, String base) throws IOException {
    if (status.uncommitted() == 0 && base.equals(status.head())) {
      return Totals.NONE;
    }
    var output = diff(place, status, List.of("--numstat", "-z", base), List.of());
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
}
