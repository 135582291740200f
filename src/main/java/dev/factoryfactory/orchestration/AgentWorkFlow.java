package dev.factoryfactory.orchestration;

import dev.factoryfactory.session.SessionFacetChanged;
import dev.factoryfactory.session.TurnEnded;
import dev.factoryfactory.workspace.WorkspaceFacade;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Has git read anew where an agent did something. */
@Component
class AgentWorkFlow {

  private final WorkspaceFacade workspaces;

  AgentWorkFlow(WorkspaceFacade workspaces) {
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
}
