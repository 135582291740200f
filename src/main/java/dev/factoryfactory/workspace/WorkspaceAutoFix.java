package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.Set;

/**
 * Who keeps which workspaces want what turns red to be fixed. Implemented in {@code orchestration}.
 */
public interface WorkspaceAutoFix {

  /** Stores the wish; joins the transaction. */
  void switchTo(ProjectId project, WorkspaceId workspace, boolean enabled);

  boolean isOn(WorkspaceId workspace);

  /** All workspaces of a project that want it. */
  Set<WorkspaceId> onIn(ProjectId project);
}
