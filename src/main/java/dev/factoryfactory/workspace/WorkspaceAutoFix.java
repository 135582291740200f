package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps which workspaces want what turns red to be fixed. Implemented in {@code orchestration}.
 */
public interface WorkspaceAutoFix {

  /**
   * Stores the wish for a new workspace; joins the transaction.
   *
   * @param enabled {@code null} for what its project begins with
   */
  void begin(ProjectId project, WorkspaceId workspace, @Nullable Boolean enabled);

  /** Stores the wish; joins the transaction. */
  void switchTo(ProjectId project, WorkspaceId workspace, boolean enabled);

  boolean isOn(WorkspaceId workspace);

  /** All workspaces of a project that want it. */
  Set<WorkspaceId> onIn(ProjectId project);
}
