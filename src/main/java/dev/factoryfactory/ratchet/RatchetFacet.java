package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * How the ratchet stands to a workspace, as its snapshot entry shows it.
 *
 * @param revision the stored row's version
 * @param enabled whether its user wants what turns red to be fixed
 * @param reason why it does what it does; {@code null} until it looked
 * @param attempt which one this is, while a fixer is at work or has stalled
 * @param attempts how many the pull request may have
 */
public record RatchetFacet(
    ProjectId projectId,
    WorkspaceId workspaceId,
    long revision,
    boolean enabled,
    RatchetState state,
    @Nullable String reason,
    @Nullable Integer attempt,
    @Nullable Integer attempts)
    implements Facet {

  /** One that has not looked yet. */
  public RatchetFacet(
      ProjectId projectId,
      WorkspaceId workspaceId,
      long revision,
      boolean enabled,
      RatchetState state) {
    this(projectId, workspaceId, revision, enabled, state, null, null, null);
  }
}
