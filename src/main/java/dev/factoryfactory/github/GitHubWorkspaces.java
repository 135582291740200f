package dev.factoryfactory.github;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What pull requests need of whoever owns workspaces. Implemented in {@code orchestration}. */
public interface GitHubWorkspaces {

  /**
   * The project of a workspace.
   *
   * @throws dev.factoryfactory.kernel.DomainException NOT_FOUND when there is no such workspace
   */
  ProjectId projectOf(WorkspaceId workspace);

  /**
   * The branches of all workspaces that are not archived and may be on some GitHub.
   *
   * @param except those that need not be told
   */
  List<Branch> branches(Set<WorkspaceId> except);

  /** Whether a workspace was put away; {@code true} for one that is gone. */
  boolean isArchived(WorkspaceId workspace);

  /**
   * What a pull request of a workspace would consist of.
   *
   * @throws dev.factoryfactory.kernel.DomainException INVALID_STATE when it is on no branch, or has
   *     no remote repository; WORKTREE_MISSING
   */
  Outgoing outgoing(WorkspaceId workspace);

  /**
   * Pushes a workspace's branch to its origin or to the fork that is set for it, without force.
   *
   * @throws dev.factoryfactory.kernel.DomainException GIT_FAILED with git's words
   */
  void push(WorkspaceId workspace);

  /** The repository that takes a project's pull requests; nothing without a remote one. */
  Optional<Origin> repositoryOf(ProjectId project);

  /** Which issues workspaces of a project are about that are not archived; the first one each. */
  Map<Integer, WorkspaceId> issuesOf(ProjectId project);

  /** The issue that a workspace is about. */
  Optional<Integer> issueOf(WorkspaceId workspace);

  /**
   * A branch that may become a pull request.
   *
   * @param base the repository that takes it
   * @param head the one that it is pushed to, which is another for a fork
   * @param baseBranch the branch that it was started from; {@code null} when not known
   * @param commits how many it has that the base lacks
   */
  record Outgoing(
      Origin base, Origin head, String branch, @Nullable String baseBranch, int commits) {}

  /**
   * What a workspace's pull request is found by.
   *
   * @param base the repository that takes it
   * @param head the one that it is pushed to, which is another for a fork
   * @param adopted whether the branch was there before the workspace, and so may be its pull
   *     request
   */
  record Branch(
      WorkspaceId workspace,
      Origin base,
      Origin head,
      String name,
      boolean adopted,
      Instant createdAt) {}
}
