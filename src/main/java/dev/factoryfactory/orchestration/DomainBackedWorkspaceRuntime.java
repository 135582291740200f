package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.GitHubFacade;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetFacade;
import dev.factoryfactory.runscript.RunScriptFacade;
import dev.factoryfactory.session.SessionFacade;
import dev.factoryfactory.terminal.TerminalFacade;
import dev.factoryfactory.workspace.WorkspaceRuntime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets workspaces start and end what belongs to them without knowing the modules that have it. */
@Component
class DomainBackedWorkspaceRuntime implements WorkspaceRuntime {

  private final SessionFacade sessions;
  private final RunScriptFacade runScripts;
  private final TerminalFacade terminals;
  private final RatchetFacade ratchet;
  private final GitHubFacade gitHub;

  DomainBackedWorkspaceRuntime(
      SessionFacade sessions,
      RunScriptFacade runScripts,
      TerminalFacade terminals,
      RatchetFacade ratchet,
      GitHubFacade gitHub) {
    this.sessions = sessions;
    this.runScripts = runScripts;
    this.terminals = terminals;
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
    runScripts.stopAll(workspaceId);
    terminals.closeAll(workspaceId);
  }

  @Override
  public void removeAll(WorkspaceId workspaceId) {
    sessions.removeAll(workspaceId);
    runScripts.removeAll(workspaceId);
    terminals.closeAll(workspaceId);
    ratchet.remove(workspaceId);
    gitHub.remove(workspaceId);
  }
}
