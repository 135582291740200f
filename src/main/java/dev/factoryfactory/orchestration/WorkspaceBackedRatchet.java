package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetProjects;
import dev.factoryfactory.ratchet.RatchetWorkspaces;
import dev.factoryfactory.workspace.BranchFacade;
import dev.factoryfactory.workspace.ProjectFacade;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Shows the ratchet what is checked out where, without it knowing whose worktrees these are. */
@Component
class WorkspaceBackedRatchet implements RatchetWorkspaces, RatchetProjects {

  private final BranchFacade branches;
  // Projects need it to forget their workspaces' ratchets: one of the two has to look late.
  private final ObjectProvider<ProjectFacade> projects;

  WorkspaceBackedRatchet(BranchFacade branches, ObjectProvider<ProjectFacade> projects) {
    this.branches = branches;
    this.projects = projects;
  }

  @Override
  public Optional<CheckedOut> checkedOut(WorkspaceId workspace) {
    try {
      return branches.checkedOut(workspace).map(it -> new CheckedOut(it.branch(), it.head()));
    } catch (DomainException refusal) {
      if (refusal.code() == ErrorCode.WORKTREE_MISSING || refusal.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  @Override
  public boolean contains(WorkspaceId workspace, String sha) {
    return branches.contains(workspace, sha);
  }

  @Override
  public void push(WorkspaceId workspace) {
    branches.push(workspace);
  }

  @Override
  public void require(ProjectId project) {
    projects.getObject().get(project);
  }
}
