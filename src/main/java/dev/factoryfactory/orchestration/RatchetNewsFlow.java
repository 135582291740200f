package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.PullRequestFacetChanged;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetFacade;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionFacetChanged;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.session.TurnEnded;
import dev.factoryfactory.workspace.WorkspaceRemoved;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Has the ratchet look when a pull request changed, or an agent is done. */
@Component
class RatchetNewsFlow {

  private final RatchetFacade ratchet;
  private final Map<WorkspaceId, Boolean> busy = new ConcurrentHashMap<>();

  RatchetNewsFlow(RatchetFacade ratchet) {
    this.ratchet = ratchet;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(PullRequestFacetChanged event) {
    ratchet.mayHaveNews(event.facet().workspaceId());
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(TurnEnded event) {
    ratchet.mayHaveNews(event.workspaceId());
  }

  /** Of all that changes about sessions, only whether any is at it. */
  @TransactionalEventListener(fallbackExecution = true)
  void on(SessionFacetChanged event) {
    var facet = event.facet();
    var now = isBusy(facet);
    var before = busy.put(facet.workspaceId(), now);
    if (before != null && before != now) {
      ratchet.mayHaveNews(facet.workspaceId());
    }
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(WorkspaceRemoved event) {
    busy.remove(event.workspaceId());
  }

  private static boolean isBusy(SessionFacet facet) {
    return facet.sessions().stream()
        .anyMatch(it -> it.status() == SessionStatus.WORKING || !it.pendingRequests().isEmpty());
  }
}
