package dev.factoryfactory.github;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pull requests need of whoever owns workspaces. Implemented in {@code orchestration}. */
public interface GitHubWorkspaces {

  /**
   * The project of a workspace.
   *
   * @throws dev.factoryfactory.kernel.DomainException NOT_FOUND when there is no such workspace
   */
  ProjectId projectOf(WorkspaceId workspace);

  /** The branches of all workspaces whose project has its origin on github.com. */
  List<Branch> branches();

  /**
   * What a pull request of a workspace would consist of.
   *
   * @throws dev.factoryfactory.kernel.DomainException INVALID_STATE when it is on no branch, or its
   *     origin is not on GitHub; WORKTREE_MISSING
   */
  Outgoing outgoing(WorkspaceId workspace);

  /**
   * Pushes a workspace's branch to its origin, without force.
   *
   * @throws dev.factoryfactory.kernel.DomainException GIT_FAILED with git's words
   */
  void push(WorkspaceId workspace);

  /** Where a project's origin is on GitHub; nothing when it is elsewhere. */
  Optional<Origin> repositoryOf(ProjectId project);

  /** Which issues workspaces of a project are about that are not archived; the first one each. */
  Map<Integer, WorkspaceId> issuesOf(ProjectId project);

  /** The issue that a workspace is about. */
  Optional<Integer> issueOf(WorkspaceId workspace);

  /** A repository on GitHub. */
  record Origin(String host, String owner, String name) {}

  /**
   * A branch that may become a pull request.
   *
   * @param base the branch that it was started from; {@code null} when not known
   * @param commits how many it has that the base lacks
   */
  record Outgoing(
      String host,
      String owner,
      String repository,
      String branch,
      @Nullable String base,
      int commits) {}

  /**
   * What a workspace's pull request is found by.
   *
   * @param adopted whether the branch was there before the workspace, and so may be its pull
   *     request
   */
  record Branch(
      WorkspaceId workspace,
      String owner,
      String repository,
      String name,
      boolean adopted,
      Instant createdAt) {}
}
