package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.terminal.TerminalWorkspaces;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells terminals where they open without showing them the workspace module. */
@Component
class WorkspaceBackedTerminalWorkspaces implements TerminalWorkspaces {

  private final LateWorkspaces workspaces;

  WorkspaceBackedTerminalWorkspaces(LateWorkspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public Optional<Place> find(WorkspaceId workspaceId) {
    return workspaces
        .find(workspaceId)
        .map(
            workspace ->
                new Place(
                    workspace.projectId(),
                    workspace.id(),
                    workspace.status() == WorkspaceStatus.READY,
                    Path.of(workspace.worktreePath())));
  }
}
