package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptWorkspaces;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells run scripts where they run and what they are, without the workspace module. */
@Component
class WorkspaceBackedRunScriptWorkspaces implements RunScriptWorkspaces {

  private final LateWorkspaces workspaces;

  WorkspaceBackedRunScriptWorkspaces(LateWorkspaces workspaces) {
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

  @Override
  public Scripts scripts(WorkspaceId workspaceId) {
    var config = workspaces.facade().scripts(workspaceId);
    return new Scripts(config.run(), config.postRun(), config.cleanup());
  }
}
