package dev.factoryfactory.workspace;

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
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A workspace as stored. Its status moves only by the transitions of {@link WorkspaceState}. */
@Entity
@Table(name = "workspace")
class WorkspaceRow {

  @Id private UUID id;
  @Version private @Nullable Long version;
  private UUID projectId;
  private String name;

  @Enumerated(EnumType.STRING)
  private WorkspaceStatus status;

  private int attempt;

  @Enumerated(EnumType.STRING)
  private Purpose purpose;

  @Enumerated(EnumType.STRING)
  private @Nullable WorkspaceStatus origin;

  @Enumerated(EnumType.STRING)
  private WorkspaceSource source;

  private @Nullable String requestedBranch;
  private @Nullable String requestedBase;
  private @Nullable String branch;
  private @Nullable String baseBranch;
  private @Nullable String baseRef;
  private @Nullable String baseCommit;
  private String worktreePath;
  private boolean worktreeMade;
  private boolean kept;
  private @Nullable String keptCommit;
  private boolean hadCommits;
  private @Nullable String agent;
  private @Nullable Integer issueNumber;
  private @Nullable String issueTitle;
  private @Nullable String issueUrl;

  @Enumerated(EnumType.STRING)
  private SetupState setupState;

  private @Nullable Integer setupExitCode;
  private @Nullable Instant setupStartedAt;
  private @Nullable Instant setupEndedAt;

  @Enumerated(EnumType.STRING)
  private @Nullable ErrorCode problemCode;

  private @Nullable String problemMessage;
  private Instant createdAt;
  private Instant updatedAt;
  private @Nullable Instant archivedAt;

  protected WorkspaceRow() {}

  WorkspaceRow(
      WorkspaceId id,
      ProjectId projectId,
      String name,
      NewWorkspace request,
      Path worktreePath,
      Instant now) {
    this.id = id.value();
    this.projectId = projectId.value();
    this.name = name;
    this.purpose = Purpose.CREATE;
    this.requestedBranch = request.branch();
    this.requestedBase = request.baseBranch();
    this.source =
        request.branch() == null ? WorkspaceSource.NEW_BRANCH : WorkspaceSource.EXISTING_BRANCH;
    this.worktreePath = worktreePath.toString();
    this.agent = request.agent();
    this.setupState = SetupState.NONE;
    this.createdAt = now;
    this.updatedAt = now;
    this.status = WorkspaceStatus.NEW;
  }

  void isAbout(LinkedIssue issue) {
    issueNumber = issue.number();
    issueTitle = issue.title();
    issueUrl = issue.url();
  }

  WorkspaceState state() {
    return switch (status) {
      case NEW -> new New();
      case PROVISIONING -> new Provisioning(attempt, purpose);
      case READY -> new Ready();
      case FAILED -> new Failed(attempt);
      case ARCHIVING -> new Archiving(archivable(), purpose, kept, keptCommit);
      case ARCHIVED -> new Archived(keptCommit);
    };
  }

  private Archivable archivable() {
    return origin == WorkspaceStatus.READY ? new Ready() : new Failed(attempt);
  }

  void moveTo(WorkspaceState next, Instant now) {
    status = next.status();
    origin = null;
    archivedAt = null;
    switch (next) {
      case New _, Ready _ -> attempt = 0;
      case Failed(int failed) -> attempt = failed;
      case Provisioning(int run, Purpose what) -> {
        attempt = run;
        purpose = what;
        clearProblem();
      }
      case Archiving(Archivable from, Purpose what, boolean isKept, var commit) -> {
        origin = from.status();
        purpose = what;
        kept = isKept;
        keptCommit = commit;
      }
      case Archived(var commit) -> {
        kept = true;
        keptCommit = commit;
        worktreeMade = false;
        archivedAt = now;
      }
    }
    updatedAt = now;
  }

  void planBranch(Branching plan, Instant now) {
    branch = plan.branch();
    baseBranch = plan.baseBranch();
    baseRef = plan.baseRef();
    baseCommit = plan.baseCommit();
    updatedAt = now;
  }

  void dropPlan(Instant now) {
    branch = null;
    updatedAt = now;
  }

  void worktreeMade(Instant now) {
    worktreeMade = true;
    kept = false;
    updatedAt = now;
  }

  void branchIs(@Nullable String actual, Instant now) {
    branch = actual;
    updatedAt = now;
  }

  void hasCommits() {
    hadCommits = true;
  }

  void setupStarted(Instant now) {
    setupState = SetupState.RUNNING;
    setupExitCode = null;
    setupStartedAt = now;
    setupEndedAt = null;
    updatedAt = now;
  }

  void setupEnded(SetupState state, @Nullable Integer exitCode, Instant now) {
    setupState = state;
    setupExitCode = exitCode;
    setupEndedAt = now;
    updatedAt = now;
  }

  /** A script whose run was cut short did not succeed. */
  void setupInterrupted(Instant now) {
    if (setupState == SetupState.RUNNING) {
      setupEnded(SetupState.FAILED, null, now);
    }
  }

  void noSetup() {
    setupState = SetupState.NONE;
    setupExitCode = null;
    setupStartedAt = null;
    setupEndedAt = null;
  }

  void problem(ErrorCode code, String message) {
    problemCode = code;
    problemMessage = message;
  }

  void clearProblem() {
    problemCode = null;
    problemMessage = null;
  }

  void change(WorkspaceChange change, Instant now) {
    if (change.name() != null) {
      name = change.name();
    }
    if (change.agent() != null) {
      agent = change.agent().isEmpty() ? null : change.agent();
    }
    updatedAt = now;
  }

  WorkspaceId id() {
    return new WorkspaceId(id);
  }

  ProjectId projectId() {
    return new ProjectId(projectId);
  }

  String name() {
    return name;
  }

  Path worktree() {
    return Path.of(worktreePath);
  }

  boolean isWorktreeMade() {
    return worktreeMade;
  }

  @Nullable String branch() {
    return branch;
  }

  boolean hadCommits() {
    return hadCommits;
  }

  @Nullable String baseBranch() {
    return baseBranch;
  }

  @Nullable String baseCommit() {
    return baseCommit;
  }

  @Nullable String baseRef() {
    return baseRef;
  }

  @Nullable String requestedBranch() {
    return requestedBranch;
  }

  @Nullable String requestedBase() {
    return requestedBase;
  }

  @Nullable String keptCommit() {
    return keptCommit;
  }

  private @Nullable WorkspaceProblem currentProblem() {
    return problemCode == null || problemMessage == null
        ? null
        : new WorkspaceProblem(problemCode, problemMessage);
  }

  @Nullable Integer issueNumber() {
    return issueNumber;
  }

  private @Nullable LinkedIssue issue() {
    return issueNumber == null || issueTitle == null || issueUrl == null
        ? null
        : new LinkedIssue(issueNumber, issueTitle, issueUrl);
  }

  Workspace toView(boolean ratchet) {
    return new Workspace(
        id(),
        projectId(),
        name,
        status,
        branch,
        baseBranch,
        baseCommit,
        worktreePath,
        agent,
        ratchet,
        source,
        issue(),
        new Workspace.Setup(setupState, setupExitCode, setupStartedAt, setupEndedAt),
        currentProblem(),
        version == null ? 0 : version,
        createdAt,
        updatedAt,
        archivedAt);
  }

  WorkspaceFacet toFacet() {
    return new WorkspaceFacet(
        projectId(),
        id(),
        version == null ? 0 : version,
        name,
        status,
        branch,
        baseBranch,
        worktreeMade ? worktreePath : null,
        agent,
        setupState,
        issue(),
        currentProblem(),
        createdAt,
        updatedAt,
        archivedAt);
  }
}
