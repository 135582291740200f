package dev.factoryfactory.github;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;

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
