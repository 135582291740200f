package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What sessions need of whoever owns workspaces. Implemented in {@code orchestration}. */
public interface SessionWorkspaces {

  /** The workspace as it is now; empty when there is none with this id. */
  Optional<WorkspacePlace> find(WorkspaceId workspaceId);

  /** The agent that the person prefers where nothing else says which. */
  Optional<String> defaultAgent();

  /** What agents may do without asking where nothing else says so. */
  PermissionPolicy defaultPermissions();

  /**
   * Where a session works.
   *
   * @param ready whether agents may start in it
   * @param usable whether it is or may become ready; an archived one is not
   * @param worktree its directory, once it has one
   * @param defaultAgent the agent for its sessions, if it has a preference
   */
  record WorkspacePlace(
      ProjectId projectId,
      WorkspaceId workspaceId,
      boolean ready,
      boolean usable,
      @Nullable Path worktree,
      @Nullable String defaultAgent) {}
}
