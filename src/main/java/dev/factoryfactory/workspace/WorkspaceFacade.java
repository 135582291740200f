package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.WorkspaceState.Archivable;
import dev.factoryfactory.workspace.WorkspaceState.Archived;
import dev.factoryfactory.workspace.WorkspaceState.Archiving;
import dev.factoryfactory.workspace.WorkspaceState.Failed;
import dev.factoryfactory.workspace.WorkspaceState.New;
import dev.factoryfactory.workspace.WorkspaceState.Provisioning;
import dev.factoryfactory.workspace.WorkspaceState.Purpose;
import dev.factoryfactory.workspace.WorkspaceState.Ready;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The one way to workspaces: their life from branch to archive, and what is in their worktrees. */
@Service
public class WorkspaceFacade {

  private static final int ID_IN_FOLDER = 8;
  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  private final WorkspaceStore store;
  private final ProjectFacade projects;
  private final WorkspaceWork work;
  private final Archiver archiver;
  private final BranchPlanner planner;
  private final GitFacets gitFacets;
  private final DiffReader diffs;
  private final WorktreeFiles files;
  private final SetupRunner setup;
  private final WorkspaceRuntime runtime;
  private final WorkspaceAutoFix autoFix;
  private final IssueSource issues;
  private final WorkspaceProperties properties;
  private final Clock clock;

  WorkspaceFacade(
      WorkspaceStore store,
      ProjectFacade projects,
      WorkspaceWork work,
      Archiver archiver,
      BranchPlanner planner,
      GitFacets gitFacets,
      DiffReader diffs,
      WorktreeFiles files,
      SetupRunner setup,
      WorkspaceRuntime runtime,
      WorkspaceAutoFix autoFix,
      IssueSource issues,
      WorkspaceProperties properties,
      Clock clock) {
    this.store = store;
    this.projects = projects;
    this.work = work;
    this.archiver = archiver;
    this.planner = planner;
    this.gitFacets = gitFacets;
    this.diffs = diffs;
    this.files = files;
    this.setup = setup;
    this.runtime = runtime;
    this.autoFix = autoFix;
    this.issues = issues;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Records a new workspace, and its first prompt with it; its worktree is made in the background.
   *
   * @throws DomainException for everything about the request that can be known to be wrong now
   */
  public Workspace create(ProjectId projectId, NewWorkspace wanted) {
    var project = projects.requireReady(projectId);
    var task = wanted.issue() == null ? null : issues.read(projectId, wanted.issue());
    var request = task == null ? wanted : wanted.about(task);
    var name = Names.workspaceName(request, RANDOM);
    planner.check(project.path(), request.branch(), request.baseBranch());
    boolean prompted = request.prompt() != null && !request.prompt().isBlank();
    var agent = prompted || request.agent() != null ? runtime.requireAgent(request.agent()) : null;
    var prompt = request.firstPrompt(agent);
    if (prompt != null) {
      runtime.check(prompt);
    }
    var id = WorkspaceId.random();
    var row =
        new WorkspaceRow(
            id,
            projectId,
            name,
            request.withAgent(agent),
            worktreePath(project, id, name),
            clock.instant());
    if (task != null) {
      row.isAbout(task.issue());
    }
    var stored =
        store.insert(
            row,
            () -> {
              autoFix.begin(projectId, id, request.ratchet());
              if (prompt != null) {
                runtime.schedulePrompt(projectId, id, prompt);
              }
            });
    work.submit(id);
    return view(stored);
  }

  public Workspace get(WorkspaceId id) {
    return view(store.find(id));
  }

  /** The workspaces of a project, oldest first: either those archived or all others. */
  public List<Workspace> list(ProjectId projectId, boolean archived) {
    projects.find(projectId);
    var fixed = autoFix.onIn(projectId);
    return store.findByProject(projectId).stream()
        .filter(row -> row.state() instanceof Archived == archived)
        .map(row -> row.toView(fixed.contains(row.id())))
        .toList();
  }

  /** Changes name, default agent or the wish for auto-fix. */
  public Workspace change(WorkspaceId id, WorkspaceChange change) {
    var checked =
        new WorkspaceChange(
            change.name() == null ? null : Names.checked(change.name()),
            change.ratchet(),
            change.agent() == null || change.agent().isEmpty()
                ? change.agent()
                : runtime.requireAgent(change.agent()));
    if (checked.ratchet() != null) {
      autoFix.switchTo(store.find(id).projectId(), id, checked.ratchet());
    }
    return view(
        checked.changesRow()
            ? store.change(id, (row, now) -> row.change(checked, now))
            : store.find(id));
  }

  /** Puts a workspace away: all that is in it is kept, then its worktree goes. */
  public Workspace archive(WorkspaceId id) {
    return putAway(id, Purpose.ARCHIVE);
  }

  /** Makes the worktree of an archived workspace anew, with all that was kept. */
  public Workspace restore(WorkspaceId id) {
    return moveOn(
        id,
        state ->
            switch (state) {
              case Archived archived -> archived.restore();
              case New _, Provisioning _, Ready _, Failed _, Archiving _ ->
                  throw refuse(state, "restored");
            });
  }

  /** Tries a failed provisioning again, or runs the setup script of a ready workspace again. */
  public Workspace retry(WorkspaceId id) {
    return moveOn(
        id,
        state ->
            switch (state) {
              case Failed failed -> failed.retry();
              case Ready ready -> ready.setUpAgain();
              case New _, Provisioning _, Archiving _, Archived _ -> throw refuse(state, "retried");
            });
  }

  /**
   * Removes a workspace for good. What is in its worktree is kept under a private ref all the same.
   *
   * @param confirmed whether the user knows what would be lost
   * @return the workspace on its way out; empty when it is gone already
   * @throws DomainException WOULD_LOSE_WORK with figures, unless confirmed
   */
  public Optional<Workspace> delete(WorkspaceId id, boolean confirmed) {
    var row = store.find(id);
    var losses = archiver.losses(row);
    if (!confirmed && !losses.isEmpty()) {
      throw new DomainException(
          ErrorCode.WOULD_LOSE_WORK,
          "%d commits are neither merged nor pushed and %d files are not committed. Delete it with confirm=true if that is meant."
              .formatted(losses.unmergedCommits(), losses.uncommittedFiles()),
          Map.of("losses", losses.toFacts()));
    }
    if (row.state() instanceof Archived) {
      try {
        archiver.delete(row);
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException("The workspace's log could not be removed", e);
      }
    }
    return Optional.of(putAway(id, Purpose.DELETE));
  }

  /** Every workspace facet of a project, archived ones included; one query. */
  public List<WorkspaceFacet> facets(ProjectId projectId) {
    return store.findByProject(projectId).stream().map(WorkspaceRow::toFacet).toList();
  }

  /** The git facets known of a project's workspaces; no query, no git. */
  public List<GitFacet> gitFacets(ProjectId projectId) {
    return gitFacets.of(projectId);
  }

  /**
   * Says that something worked in a workspace, such as an agent or a terminal: git may have news,
   * which are read in the background, and for a while its files are kept an eye on.
   */
  public void gitMayHaveChanged(WorkspaceId id) {
    gitFacets.warm(id);
  }

  /** What the workspace changed, of one file or of all. */
  public WorkspaceDiff diff(WorkspaceId id, @Nullable String path) {
    var row = store.withWorktree(id);
    gitFacets.warm(id);
    return read(() -> diffs.read(row, path));
  }

  public List<WorktreeFile> files(WorkspaceId id, String query, int limit) {
    var row = store.withWorktree(id);
    gitFacets.warm(id);
    return files.search(row.worktree(), query, limit);
  }

  public WorktreeFile.Content content(WorkspaceId id, String path) {
    var row = store.withWorktree(id);
    gitFacets.warm(id);
    return read(() -> files.read(row.worktree(), path));
  }

  /** The log of the setup script from an offset on. */
  SetupLog.Part setupLog(WorkspaceId id, long after) {
    store.find(id);
    return read(() -> setup.log(id).after(after));
  }

  /**
   * The scripts that the worktree names at this moment.
   *
   * @throws DomainException INVALID_CONFIG when its file can't be understood, WORKTREE_MISSING
   */
  public FactoryConfig scripts(WorkspaceId id) {
    return FactoryConfig.read(store.withWorktree(id).worktree());
  }

  private Workspace putAway(WorkspaceId id, Purpose purpose) {
    if (store.find(id).state() instanceof Provisioning provisioning
        && provisioning.purpose() != Purpose.RESTORE) {
      work.cancel(id);
    }
    return moveOn(
        id,
        state ->
            switch (state) {
              case Archivable archivable -> archivable.archive(purpose);
              case New _, Provisioning _, Archiving _, Archived _ ->
                  throw refuse(state, "put away");
            });
  }

  private Workspace moveOn(WorkspaceId id, Function<WorkspaceState, WorkspaceState> transition) {
    var moved = store.move(id, transition);
    work.submit(id);
    return view(moved);
  }

  private Workspace view(WorkspaceRow row) {
    return row.toView(autoFix.isOn(row.id()));
  }

  private Path worktreePath(ProjectRow project, WorkspaceId id, String name) {
    var slug = Names.slug(name);
    var folder =
        (slug.isEmpty() ? "workspace" : slug) + "-" + id.toString().substring(0, ID_IN_FOLDER);
    return properties
        .worktrees()
        .resolve(project.slug())
        .resolve(folder)
        .toAbsolutePath()
        .normalize();
  }

  private static DomainException refuse(WorkspaceState state, String what) {
    return new DomainException(
        ErrorCode.INVALID_STATE,
        "A workspace that is %s can't be %s.".formatted(state.status(), what));
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      throw new UncheckedIOException("The workspace's files could not be read", e);
    }
  }
}
