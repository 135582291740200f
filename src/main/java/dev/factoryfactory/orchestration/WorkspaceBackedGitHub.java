package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.GitHubWorkspaces;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.WorkspaceFacade;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells pull requests whose they are without showing them the workspace module. */
@Component
class WorkspaceBackedGitHub implements GitHubWorkspaces {

  // Workspaces need it to forget their pull requests: one of the two has to look late.
  private final ObjectProvider<WorkspaceFacade> workspaces;

  WorkspaceBackedGitHub(ObjectProvider<WorkspaceFacade> workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public ProjectId projectOf(WorkspaceId workspace) {
    return workspaces.getObject().get(workspace).projectId();
  }
}
