package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.terminal.TerminalWorkspaces;
import dev.factoryfactory.workspace.WorkspaceFacade;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells terminals where they open without showing them the workspace module. */
@Component
class WorkspaceBackedTerminalWorkspaces implements TerminalWorkspaces {

  // Each of the two domains needs the other: one of the bridges has to look late.
  private final ObjectProvider<WorkspaceFacade> workspaces;

  WorkspaceBackedTerminalWorkspaces(ObjectProvider<WorkspaceFacade> workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public Optional<Place> find(WorkspaceId workspaceId) {
    try {
      var workspace = workspaces.getObject().get(workspaceId);
      return Optional.of(
          new Place(
              workspace.projectId(),
              workspace.id(),
              workspace.status() == WorkspaceStatus.READY,
              Path.of(workspace.worktreePath())));
    } catch (DomainException refusal) {
      if (refusal.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal;
    }
  }
}
