package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;

/** A workspace's worktree can be used from now on. Published after it was stored. */
public record WorkspaceReady(ProjectId projectId, WorkspaceId workspaceId) {}
