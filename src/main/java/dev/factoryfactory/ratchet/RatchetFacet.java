package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;

/**
 * How the ratchet stands to a workspace, as its snapshot entry shows it.
 *
 * @param revision the stored row's version
 * @param enabled whether its user wants what turns red to be fixed
 */
public record RatchetFacet(
    ProjectId projectId,
    WorkspaceId workspaceId,
    long revision,
    boolean enabled,
    RatchetState state)
    implements Facet {}
