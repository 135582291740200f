package dev.factoryfactory.github;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;

/** What pull requests need of whoever owns workspaces. Implemented in {@code orchestration}. */
public interface GitHubWorkspaces {

  /**
   * The project of a workspace.
   *
   * @throws dev.factoryfactory.kernel.DomainException NOT_FOUND when there is no such workspace
   */
  ProjectId projectOf(WorkspaceId workspace);
}
