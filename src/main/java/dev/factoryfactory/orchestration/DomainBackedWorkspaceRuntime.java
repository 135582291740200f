package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptFacade;
import dev.factoryfactory.session.SessionFacade;
import dev.factoryfactory.terminal.TerminalFacade;
import dev.factoryfactory.workspace.WorkspaceRuntime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets workspaces start and end what runs in them without knowing the modules that own it. */
@Component
class DomainBackedWorkspaceRuntime implements WorkspaceRuntime {

  private final SessionFacade sessions;
  private final RunScriptFacade runScripts;
  private final TerminalFacade terminals;

  DomainBackedWorkspaceRuntime(
      SessionFacade sessions, RunScriptFacade runScripts, TerminalFacade terminals) {
    this.sessions = sessions;
    this.runScripts = runScripts;
    this.terminals = terminals;
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
  }
}
