package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptWorkspaces;
import dev.factoryfactory.workspace.WorkspaceFacade;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells run scripts where they run and what they are, without the workspace module. */
@Component
class WorkspaceBackedRunScriptWorkspaces implements RunScriptWorkspaces {

  // Each of the two domains needs the other: one of the bridges has to look late.
  private final ObjectProvider<WorkspaceFacade> workspaces;

  WorkspaceBackedRunScriptWorkspaces(ObjectProvider<WorkspaceFacade> workspaces) {
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

  @Override
  public Scripts scripts(WorkspaceId workspaceId) {
    var config = workspaces.getObject().scripts(workspaceId);
    return new Scripts(config.run(), config.postRun(), config.cleanup());
  }
}
