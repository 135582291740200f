package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's own part of its snapshot entry. An ARCHIVED one takes the entry off the snapshot.
 *
 * @param revision the stored row's version
 * @param branch the branch of its worktree; {@code null} until one was chosen
 * @param baseBranch the branch it is compared with; {@code null} in a repository without a commit
 * @param worktreePath absolute path; {@code null} until the worktree was made
 * @param agent the default agent's name
 * @param issue the issue that it is about
 * @param problem why it failed, or a warning when it is READY
 */
public record WorkspaceFacet(
    ProjectId projectId,
    WorkspaceId workspaceId,
    long revision,
    String name,
    WorkspaceStatus status,
    @Nullable String branch,
    @Nullable String baseBranch,
    @Nullable String worktreePath,
    @Nullable String agent,
    SetupState setupState,
    @Nullable LinkedIssue issue,
    @Nullable WorkspaceProblem problem,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant archivedAt)
    implements Facet {}
