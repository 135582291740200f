package dev.factoryfactory.orchestration;

import dev.factoryfactory.session.SessionFacetChanged;
import dev.factoryfactory.session.TurnEnded;
import dev.factoryfactory.terminal.TerminalSpoke;
import dev.factoryfactory.workspace.WorkspaceFacade;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Has git looked at where an agent or somebody at a terminal did something. */
@Component
class WorkInWorktreeFlow {

  private final WorkspaceFacade workspaces;

  WorkInWorktreeFlow(WorkspaceFacade workspaces) {
    this.workspaces = workspaces;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(TurnEnded event) {
    workspaces.gitMayHaveChanged(event.workspaceId());
  }

  /** Each step of an agent changes what it is said to do, so this follows its edits. */
  @TransactionalEventListener(fallbackExecution = true)
  void on(SessionFacetChanged event) {
    workspaces.gitMayHaveChanged(event.facet().workspaceId());
  }

  @EventListener
  void on(TerminalSpoke event) {
    workspaces.gitMayHaveChanged(event.workspaceId());
  }
}
