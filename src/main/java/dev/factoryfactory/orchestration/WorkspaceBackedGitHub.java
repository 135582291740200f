package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.GitHubWorkspaces;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.BranchFacade;
import dev.factoryfactory.workspace.LinkedIssue;
import dev.factoryfactory.workspace.ProjectFacade;
import dev.factoryfactory.workspace.Workspace;
import dev.factoryfactory.workspace.WorkspaceFacade;
import dev.factoryfactory.workspace.WorkspaceSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells pull requests whose they are without showing them the workspace module. */
@Component
class WorkspaceBackedGitHub implements GitHubWorkspaces {

  private static final String GITHUB = "github.com";

  // Workspaces need it to forget their pull requests: one of the two has to look late.
  private final ObjectProvider<WorkspaceFacade> workspaces;
  private final ObjectProvider<ProjectFacade> projects;
  private final ObjectProvider<BranchFacade> branches;

  WorkspaceBackedGitHub(
      ObjectProvider<WorkspaceFacade> workspaces,
      ObjectProvider<ProjectFacade> projects,
      ObjectProvider<BranchFacade> branches) {
    this.workspaces = workspaces;
    this.projects = projects;
    this.branches = branches;
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

  @Override
  public Outgoing outgoing(WorkspaceId workspace) {
    var project = projects.getObject().get(projectOf(workspace));
    var owner = project.githubOwner();
    var repository = project.githubRepo();
    if (owner == null || repository == null) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "The project's remote origin is not on github.com.");
    }
    var known = branches.getObject().outgoing(workspace);
    return new Outgoing(
        GITHUB, owner, repository, known.branch(), known.baseBranch(), known.commits());
  }

  @Override
  public void push(WorkspaceId workspace) {
    branches.getObject().push(workspace);
  }

  @Override
  public Optional<Origin> repositoryOf(ProjectId project) {
    var known = projects.getObject().get(project);
    var owner = known.githubOwner();
    var repository = known.githubRepo();
    return owner == null || repository == null
        ? Optional.empty()
        : Optional.of(new Origin(GITHUB, owner, repository));
  }

  @Override
  public Map<Integer, WorkspaceId> issuesOf(ProjectId project) {
    var taken = new HashMap<Integer, WorkspaceId>();
    for (var workspace : workspaces.getObject().list(project, false)) {
      var issue = workspace.issue();
      if (issue != null) {
        taken.putIfAbsent(issue.number(), workspace.id());
      }
    }
    return taken;
  }

  @Override
  public Optional<Integer> issueOf(WorkspaceId workspace) {
    return Optional.ofNullable(workspaces.getObject().get(workspace).issue())
        .map(LinkedIssue::number);
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
