package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task: one branch in one worktree. Also its JSON on the wire.
 *
 * @param branch the branch of its worktree; {@code null} until one was chosen
 * @param baseBranch what it is compared with; {@code null} in a repository without a commit
 * @param baseCommit the commit it was started from
 * @param worktreePath where its worktree is, or will be
 * @param agent the default agent's name
 * @param issue the issue that it is about
 * @param error why it failed, or a warning when it is READY
 * @param version grows with every change
 */
public record Workspace(
    WorkspaceId id,
    ProjectId projectId,
    String name,
    WorkspaceStatus status,
    @Nullable String branch,
    @Nullable String baseBranch,
    @Nullable String baseCommit,
    String worktreePath,
    @Nullable String agent,
    boolean ratchet,
    WorkspaceSource source,
    @Nullable LinkedIssue issue,
    Setup setup,
    @Nullable WorkspaceProblem error,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant archivedAt) {

  /** How its setup script fared. */
  public record Setup(
      SetupState state,
      @Nullable Integer exitCode,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {}
}
