package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.GitHubFacade;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.GitFacetChanged;
import dev.factoryfactory.workspace.WorkspaceRemoved;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Has GitHub asked soon after anybody, such as an agent, pushed from a worktree. */
@Component
class PushedBranchFlow {

  private final GitHubFacade gitHub;
  private final Map<WorkspaceId, String> pushed = new ConcurrentHashMap<>();

  PushedBranchFlow(GitHubFacade gitHub) {
    this.gitHub = gitHub;
  }

  /** A head of which the remote branch lacks nothing was pushed; what was so before is no news. */
  @EventListener
  void on(GitFacetChanged event) {
    var facet = event.facet();
    var head = facet.head();
    if (head == null || !facet.hasUpstream() || facet.aheadOfUpstream() > 0) {
      pushed.putIfAbsent(facet.workspaceId(), "");
      return;
    }
    var before = pushed.put(facet.workspaceId(), head);
    if (before != null && !before.equals(head)) {
      gitHub.pushed(facet.workspaceId());
    }
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(WorkspaceRemoved event) {
    pushed.remove(event.workspaceId());
  }
}
