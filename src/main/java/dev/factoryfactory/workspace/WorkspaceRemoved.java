package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;

/** A workspace's record is gone for good; nothing may bring its entry back. */
public record WorkspaceRemoved(ProjectId projectId, WorkspaceId workspaceId) {}
