package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.workspace.WorkspaceState.Archiving;
import dev.factoryfactory.workspace.WorkspaceState.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts a workspace away. What runs in it ends first, then everything in it is kept, then that is
 * written down, and only then the worktree goes. Until it is written down the way back is open;
 * from then on each step can be repeated.
 */
@Component
class Archiver {

  private final WorkspaceStore store;
  private final ProjectFacade projects;
  private final Keeper keeper;
  private final SubmoduleGuard submodules;
  private final Worktrees worktrees;
  private final SetupRunner setup;
  private final WorkspaceRuntime runtime;
  private final GitFacets gitFacets;
  private final Git git;

  Archiver(
      WorkspaceStore store,
      ProjectFacade projects,
      Keeper keeper,
      SubmoduleGuard submodules,
      Worktrees worktrees,
      SetupRunner setup,
      WorkspaceRuntime runtime,
      GitFacets gitFacets,
      Git git) {
    this.store = store;
    this.projects = projects;
    this.keeper = keeper;
    this.submodules = submodules;
    this.worktrees = worktrees;
    this.setup = setup;
    this.runtime = runtime;
    this.gitFacets = gitFacets;
    this.git = git;
  }

  /** What would be gone, or easily forgotten, with a workspace. */
  record Losses(int unmergedCommits, int uncommittedFiles) {

    boolean isEmpty() {
      return unmergedCommits == 0 && uncommittedFiles == 0;
    }

    Map<String, Object> toFacts() {
      return Map.of("unmergedCommits", unmergedCommits, "uncommittedFiles", uncommittedFiles);
    }
  }

  /** Does what is left to do and moves the workspace to ARCHIVED, or removes its record. */
  void run(WorkspaceRow row, Archiving state) throws IOException {
    var root = projects.find(row.projectId()).path();
    var archiving = state;
    if (!archiving.kept()) {
      runtime.stopAll(row.id());
      var kept = archiving.keep(keep(root, row));
      store.change(row.id(), archiving, (stored, now) -> stored.moveTo(kept, now));
      archiving = kept;
    }
    worktrees.remove(root, row.worktree());
    gitFacets.forget(row.id());
    var last = archiving;
    if (last.purpose() == Purpose.DELETE) {
      delete(row);
    } else {
      store.change(row.id(), last, (stored, now) -> stored.moveTo(last.finish(), now));
    }
  }

  /**
   * Removes the record of a workspace whose files are gone from disk; what was kept stays in git.
   */
  void delete(WorkspaceRow row) throws IOException {
    store.delete(row.id(), () -> runtime.removeAll(row.id()));
    setup.forget(row.id());
  }

  /**
   * Commits that are neither in the base branch nor at a remote, and files that are not committed.
   */
  Losses losses(WorkspaceRow row) {
    var worktree = row.worktree();
    var root = projects.find(row.projectId()).path();
    var branch = row.branch();
    int uncommitted = 0;
    if (row.isWorktreeMade() && Files.isDirectory(worktree)) {
      uncommitted =
          (int)
              Git.splitZero(git.run(worktree, "status", "--porcelain", "-z", "-uall")).stream()
                  .filter(line -> line.length() > 3 && line.charAt(2) == ' ')
                  .count();
    }
    if (branch == null) {
      return new Losses(0, uncommitted);
    }
    var base = row.baseRef();
    var command =
        new ArrayList<>(
            List.of("rev-list", "--count", "refs/heads/" + branch, "--not", "--remotes"));
    if (base != null && git.tryRun(root, "rev-parse", "--verify", "--quiet", base).succeeded()) {
      command.add(base);
    }
    var count = git.tryRun(root, command.toArray(String[]::new));
    return new Losses(count.succeeded() ? Integer.parseInt(count.text().strip()) : 0, uncommitted);
  }

  private @Nullable String keep(Path root, WorkspaceRow row) throws IOException {
    // A worktree that somebody removed behind our back leaves nothing to keep but its branch.
    if (!row.isWorktreeMade() || !Files.isDirectory(row.worktree())) {
      return null;
    }
    submodules.requireNothingToLose(row.worktree());
    return keeper.keep(root, row.id(), row.worktree());
  }
}
