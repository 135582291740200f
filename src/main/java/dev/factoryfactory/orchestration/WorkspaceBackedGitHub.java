package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.GitHubWorkspaces;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.ProjectFacade;
import dev.factoryfactory.workspace.Workspace;
import dev.factoryfactory.workspace.WorkspaceFacade;
import dev.factoryfactory.workspace.WorkspaceSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells pull requests whose they are without showing them the workspace module. */
@Component
class WorkspaceBackedGitHub implements GitHubWorkspaces {

  // Workspaces need it to forget their pull requests: one of the two has to look late.
  private final ObjectProvider<WorkspaceFacade> workspaces;
  private final ObjectProvider<ProjectFacade> projects;

  WorkspaceBackedGitHub(
      ObjectProvider<WorkspaceFacade> workspaces, ObjectProvider<ProjectFacade> projects) {
    this.workspaces = workspaces;
    this.projects = projects;
  }

  @Override
  public ProjectId projectOf(WorkspaceId workspace) {
    return workspaces.getObject().get(workspace).projectId();
  }

  @Override
  public List<Branch> branches() {
    var branches = new ArrayList<Branch>();
    for (var project : projects.getObject().list(false)) {
      var owner = project.githubOwner();
      var repository = project.githubRepo();
      if (owner != null && repository != null) {
        for (var workspace : workspaces.getObject().list(project.id(), false)) {
          var branch = workspace.branch();
          if (branch != null) {
            branches.add(branch(workspace, owner, repository, branch));
          }
        }
      }
    }
    return branches;
  }

  private static Branch branch(
      Workspace workspace, String owner, String repository, String branch) {
    return new Branch(
        workspace.id(),
        owner,
        repository,
        branch,
        workspace.source() == WorkspaceSource.EXISTING_BRANCH,
        workspace.createdAt());
  }
}
