package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.GitHubWorkspaces;
import dev.factoryfactory.github.Origin;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.BranchFacade;
import dev.factoryfactory.workspace.LinkedIssue;
import dev.factoryfactory.workspace.ProjectFacade;
import dev.factoryfactory.workspace.ProjectState;
import dev.factoryfactory.workspace.Remotes;
import dev.factoryfactory.workspace.Workspace;
import dev.factoryfactory.workspace.WorkspaceFacade;
import dev.factoryfactory.workspace.WorkspaceSource;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells pull requests whose they are without showing them the workspace module. */
@Component
class WorkspaceBackedGitHub implements GitHubWorkspaces {

  private static final Logger log = LoggerFactory.getLogger(WorkspaceBackedGitHub.class);

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
  public List<Branch> branches(Set<WorkspaceId> except) {
    var branches = new ArrayList<Branch>();
    for (var project : projects.getObject().list(false)) {
      if (project.state() == ProjectState.READY) {
        for (var workspace : workspaces.getObject().list(project.id(), false)) {
          if (!except.contains(workspace.id())) {
            branch(workspace).ifPresent(branches::add);
          }
        }
      }
    }
    return branches;
  }

  @Override
  public boolean isArchived(WorkspaceId workspace) {
    try {
      return workspaces.getObject().get(workspace).status() == WorkspaceStatus.ARCHIVED;
    } catch (DomainException gone) {
      return true;
    }
  }

  @Override
  public Outgoing outgoing(WorkspaceId workspace) {
    var project = projectOf(workspace);
    var known = branches.getObject().outgoing(workspace);
    var remotes = projects.getObject().remotes(project, known.branch());
    var base =
        Origin.of(remotes.base())
            .orElseThrow(
                () ->
                    new DomainException(
                        ErrorCode.INVALID_STATE,
                        "The project has no remote origin that could be on GitHub."));
    return new Outgoing(
        base, head(remotes, base), known.branch(), known.baseBranch(), known.commits());
  }

  @Override
  public void push(WorkspaceId workspace) {
    branches.getObject().push(workspace);
  }

  @Override
  public Optional<Origin> repositoryOf(ProjectId project) {
    return Origin.of(projects.getObject().remotes(project, null).base());
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

  private Optional<Branch> branch(Workspace workspace) {
    var branch = workspace.branch();
    if (branch == null) {
      return Optional.empty();
    }
    try {
      var remotes = projects.getObject().remotes(workspace.projectId(), branch);
      return Origin.of(remotes.base())
          .map(
              base ->
                  new Branch(
                      workspace.id(),
                      base,
                      head(remotes, base),
                      branch,
                      workspace.source() == WorkspaceSource.EXISTING_BRANCH,
                      workspace.createdAt()));
    } catch (DomainException unreadable) {
      log.debug("The remotes of {} can't be read", workspace.id(), unreadable);
      return Optional.empty();
    }
  }

  /** What is pushed elsewhere than to a repository of the same host is no fork of it. */
  private static Origin head(Remotes remotes, Origin base) {
    return Origin.of(remotes.push()).filter(head -> head.host().equals(base.host())).orElse(base);
  }
}
