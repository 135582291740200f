package dev.factoryfactory.github;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One workspace on one branch. */
final class OneBranch implements GitHubWorkspaces {

  private final Branch branch;
  boolean archived;

  OneBranch(Branch branch) {
    this.branch = branch;
  }

  @Override
  public ProjectId projectOf(WorkspaceId of) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Branch> branches(Set<WorkspaceId> except) {
    return except.contains(branch.workspace()) ? List.of() : List.of(branch);
  }

  @Override
  public boolean isArchived(WorkspaceId of) {
    return archived;
  }

  @Override
  public Outgoing outgoing(WorkspaceId of) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void push(WorkspaceId of) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Origin> repositoryOf(ProjectId project) {
    return Optional.of(branch.base());
  }

  @Override
  public Map<Integer, WorkspaceId> issuesOf(ProjectId project) {
    return Map.of();
  }

  @Override
  public Optional<Integer> issueOf(WorkspaceId of) {
    return Optional.empty();
  }
}
