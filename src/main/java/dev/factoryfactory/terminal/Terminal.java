package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;

/**
 * An open terminal of a workspace.
 *
 * @param id opaque to clients
 * @param name what people call it
 */
public record Terminal(
    String id, ProjectId projectId, WorkspaceId workspaceId, String name, Instant createdAt) {}
