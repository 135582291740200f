package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What runs in workspaces, as far as their lifecycle needs to know. Implemented in {@code
 * orchestration}.
 */
public interface WorkspaceRuntime {

  /**
   * Refuses an agent that can't be started.
   *
   * @param agent its name; {@code null} for the default one
   * @return the name of the agent that will be used
   */
  String requireAgent(@Nullable String agent);

  /** Refuses a prompt that could not be sent, before anything is made for it. */
  void check(FirstPrompt prompt);

  /**
   * Sees to it that an agent gets a prompt as soon as the workspace is ready; joins the
   * transaction.
   */
  void schedulePrompt(ProjectId projectId, WorkspaceId workspaceId, FirstPrompt prompt);

  /** Ends everything that runs in a workspace; returns when nothing of it is left. */
  void stopAll(WorkspaceId workspaceId);

  /** Removes what others store about a workspace; joins the transaction. */
  void removeAll(WorkspaceId workspaceId);
}
