package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.platform.git.GitFailure;
import dev.factoryfactory.platform.settings.Settings;
import dev.factoryfactory.workspace.Branching.How;
import dev.factoryfactory.workspace.WorkspaceState.Provisioning;
import dev.factoryfactory.workspace.WorkspaceState.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes a workspace usable: branch, worktree, listed files, setup script. Every step first looks at
 * what an earlier run left, so it can be repeated after a crash.
 */
@Component
class Provisioner {

  private final WorkspaceStore store;
  private final ProjectFacade projects;
  private final BranchPlanner planner;
  private final Worktrees worktrees;
  private final IncludedFiles included;
  private final SetupRunner setup;
  private final Restorer restorer;
  private final Git git;
  private final Settings settings;

  Provisioner(
      WorkspaceStore store,
      ProjectFacade projects,
      BranchPlanner planner,
      Worktrees worktrees,
      IncludedFiles included,
      SetupRunner setup,
      Restorer restorer,
      Git git,
      Settings settings) {
    this.store = store;
    this.projects = projects;
    this.planner = planner;
    this.worktrees = worktrees;
    this.included = included;
    this.setup = setup;
    this.restorer = restorer;
    this.git = git;
    this.settings = settings;
  }

  /**
   * Does the work of one run and moves the workspace to READY.
   *
   * @throws InterruptedException when the run was ended from outside
   */
  void run(WorkspaceRow row, Provisioning state) throws IOException, InterruptedException {
    var project = projects.requireReady(row.projectId());
    if (state.purpose() == Purpose.RESTORE) {
      restore(project.path(), row, state);
      return;
    }
    if (!row.isWorktreeMade()) {
      makeWorktree(project, row, state);
    }
    runSetup(row, state);
  }

  private void makeWorktree(ProjectRow project, WorkspaceRow row, Provisioning state)
      throws IOException {
    var root = project.path();
    var plan = claim(root, plan(project, row), row, state);
    worktrees.make(root, row.worktree(), plan);
    included.copy(root, row.worktree());
    store.change(row.id(), state, (stored, now) -> stored.worktreeMade(now));
  }

  /**
   * Writes the plan down and makes its branch, which git lets only one of many do: others that want
   * the same name at the same time go on to the next.
   */
  private Branching claim(Path root, Branching wanted, WorkspaceRow row, Provisioning state) {
    var plan = wanted;
    while (true) {
      var current = plan;
      store.change(row.id(), state, (stored, now) -> stored.planBranch(current, now));
      var commit = current.baseCommit();
      if (current.how() != How.NEW || commit == null) {
        return current;
      }
      var ref = "refs/heads/" + current.branch();
      var claimed = git.tryRun(root, "update-ref", "--create-reflog", ref, commit, "");
      if (claimed.succeeded()) {
        return current.as(How.LOCAL);
      }
      if (planner.commitOf(root, current.branch()).isEmpty()) {
        throw new GitFailure("update-ref", claimed.exitCode(), claimed.errorText());
      }
      plan = planner.nextFree(root, row.name(), prefix(), current);
    }
  }

  private Branching plan(ProjectRow project, WorkspaceRow row) {
    var root = project.path();
    var planned = row.branch();
    if (planned != null && row.requestedBranch() == null) {
      var how = howToGoOn(root, planned, row);
      if (how != null) {
        return new Branching(planned, row.baseBranch(), row.baseRef(), row.baseCommit(), how);
      }
    }
    var base = row.requestedBase() == null ? project.defaultBranch() : row.requestedBase();
    return planner.plan(
        root, row.name(), prefix(), row.requestedBranch(), base == null ? "main" : base);
  }

  private String prefix() {
    return settings.branchPrefix().orElse("");
  }

  /** How a plan of an earlier run is carried on: its branch may or may not have been made. */
  private @Nullable How howToGoOn(Path root, String branch, WorkspaceRow row) {
    if (row.baseCommit() == null) {
      return How.UNBORN;
    }
    var made = planner.commitOf(root, branch);
    if (made.isEmpty()) {
      return How.NEW;
    }
    var untouched = made.get().equals(row.baseCommit());
    var place = worktrees.whereCheckedOut(root, branch);
    return untouched && (place == null || place.equals(row.worktree())) ? How.LOCAL : null;
  }

  private void runSetup(WorkspaceRow row, Provisioning state)
      throws IOException, InterruptedException {
    String script;
    try {
      script = FactoryConfig.read(row.worktree()).setup();
    } catch (DomainException invalid) {
      // The worktree is fine: only its scripts can't be run until the file is mended.
      finish(row, state, SetupState.NONE, null, invalid.code(), invalid.detail());
      return;
    }
    if (script == null) {
      finish(row, state, SetupState.NONE, null, null, "");
      return;
    }
    store.change(row.id(), state, (stored, now) -> stored.setupStarted(now));
    var outcome = setup.run(row.id(), row.worktree(), script);
    switch (outcome.state()) {
      case FAILED ->
          finish(
              row,
              state,
              outcome.state(),
              outcome.exitCode(),
              ErrorCode.SETUP_FAILED,
              "The setup script ended with code %d. Read its log, mend it, and run it again."
                  .formatted(outcome.exitCode()));
      case TIMED_OUT ->
          finish(
              row,
              state,
              outcome.state(),
              null,
              ErrorCode.SETUP_TIMED_OUT,
              "The setup script took too long and was stopped. Read its log and run it again.");
      case NONE, RUNNING, SUCCEEDED ->
          finish(row, state, outcome.state(), outcome.exitCode(), null, "");
    }
  }

  private void finish(
      WorkspaceRow row,
      Provisioning state,
      SetupState setupState,
      @Nullable Integer exitCode,
      @Nullable ErrorCode warning,
      String message) {
    store.change(
        row.id(),
        state,
        (stored, now) -> {
          if (setupState == SetupState.NONE) {
            stored.noSetup();
          } else {
            stored.setupEnded(setupState, exitCode, now);
          }
          stored.moveTo(state.succeed(), now);
          if (warning != null) {
            stored.problem(warning, message);
          }
        });
  }

  private void restore(Path root, WorkspaceRow row, Provisioning state) throws IOException {
    var kept = row.keptCommit();
    if (kept == null) {
      throw new IOException("Nothing was kept of this workspace");
    }
    var restored = restorer.restore(root, kept, row.worktree());
    store.change(
        row.id(),
        state,
        (stored, now) -> {
          stored.worktreeMade(now);
          stored.branchIs(restored.branch(), now);
          stored.moveTo(state.succeed(), now);
          if (restored.moved() != null) {
            stored.problem(
                ErrorCode.BRANCH_MOVED,
                "%s has moved on or is in use elsewhere, so the files are back on %s."
                    .formatted(restored.moved(), restored.branch()));
          }
        });
  }
}
