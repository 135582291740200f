package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.nio.file.Path;
import java.util.Optional;

/** What terminals need of whoever owns workspaces. Implemented in {@code orchestration}. */
public interface TerminalWorkspaces {

  /** The workspace as it is now; empty when there is none with this id. */
  Optional<Place> find(WorkspaceId workspaceId);

  /**
   * Where a terminal opens.
   *
   * @param ready whether something may start in it
   * @param worktree its directory
   */
  record Place(ProjectId projectId, WorkspaceId workspaceId, boolean ready, Path worktree) {}
}
