package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.GitHubFacade;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetFacade;
import dev.factoryfactory.session.SessionFacade;
import dev.factoryfactory.workspace.WorkspaceRuntime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets workspaces start and end what belongs to them without knowing the modules that have it. */
@Component
class SessionBackedWorkspaceRuntime implements WorkspaceRuntime {

  private final SessionFacade sessions;
  private final RatchetFacade ratchet;
  private final GitHubFacade gitHub;

  SessionBackedWorkspaceRuntime(
      SessionFacade sessions, RatchetFacade ratchet, GitHubFacade gitHub) {
    this.sessions = sessions;
    this.ratchet = ratchet;
    this.gitHub = gitHub;
  }

  @Override
  public String requireAgent(@Nullable String agent) {
    return sessions.requireAvailable(agent);
  }

  @Override
  public void schedulePrompt(
      ProjectId projectId, WorkspaceId workspaceId, String agent, String prompt) {
    var session = sessions.create(projectId, workspaceId, agent, null, null);
    sessions.message(session.id(), null, prompt);
  }

  @Override
  public void stopAll(WorkspaceId workspaceId) {
    sessions.stopAll(workspaceId);
  }

  @Override
  public void removeAll(WorkspaceId workspaceId) {
    sessions.removeAll(workspaceId);
    ratchet.remove(workspaceId);
    gitHub.remove(workspaceId);
  }
}
