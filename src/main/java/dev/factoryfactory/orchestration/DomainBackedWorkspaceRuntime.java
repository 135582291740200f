package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.GitHubFacade;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetFacade;
import dev.factoryfactory.runscript.RunScriptFacade;
import dev.factoryfactory.session.NewAttachment;
import dev.factoryfactory.session.NewSession;
import dev.factoryfactory.session.PermissionPolicy;
import dev.factoryfactory.session.SessionFacade;
import dev.factoryfactory.terminal.TerminalFacade;
import dev.factoryfactory.workspace.FirstPrompt;
import dev.factoryfactory.workspace.WorkspaceRuntime;
import java.util.List;
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
  public void check(FirstPrompt prompt) {
    permissions(prompt);
    sessions.checkAttachments(files(prompt));
  }

  @Override
  public void schedulePrompt(ProjectId projectId, WorkspaceId workspaceId, FirstPrompt prompt) {
    var wanted = new NewSession(prompt.agent(), null, null, permissions(prompt), null);
    var session = sessions.create(projectId, workspaceId, wanted);
    sessions.message(session.id(), null, prompt.text(), files(prompt));
  }

  private static @Nullable PermissionPolicy permissions(FirstPrompt prompt) {
    var told = prompt.permissions();
    return told == null ? null : PermissionPolicy.parse(told);
  }

  private static List<NewAttachment> files(FirstPrompt prompt) {
    return prompt.files().stream()
        .map(file -> new NewAttachment(file.name(), file.mimeType(), file.data(), null))
        .toList();
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
