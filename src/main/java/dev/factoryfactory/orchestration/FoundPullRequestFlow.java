package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.GitHubFacade;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.session.SessionFacade;
import dev.factoryfactory.session.TurnEnded;
import dev.factoryfactory.workspace.WorkspaceReady;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Has GitHub asked at once for the pull request of a workspace when there is reason to. */
@Component
class FoundPullRequestFlow {

  private static final Logger log = LoggerFactory.getLogger(FoundPullRequestFlow.class);

  /** An address is printed at the end, when the work is done. */
  private static final int LAST = 500;

  private final GitHubFacade gitHub;
  private final SessionFacade sessions;

  FoundPullRequestFlow(GitHubFacade gitHub, SessionFacade sessions) {
    this.gitHub = gitHub;
    this.sessions = sessions;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(TurnEnded event) {
    // Neither the transcript nor GitHub is to keep the agent's connection waiting.
    Thread.ofVirtual().name("after-turn").start(() -> look(event));
  }

  /** A branch that was there before may have one, and that of a restored workspace went on. */
  @TransactionalEventListener(fallbackExecution = true)
  void on(WorkspaceReady event) {
    gitHub.pushed(event.workspaceId());
  }

  private void look(TurnEnded event) {
    try {
      gitHub.worked(event.workspaceId(), () -> said(event));
    } catch (DomainException gone) {
      log.debug("Workspace {} went with its turn", event.workspaceId(), gone);
    }
  }

  private List<String> said(TurnEnded event) {
    return TurnWords.of(
        event.turnId(), sessions.eventsBefore(event.sessionId(), Long.MAX_VALUE, LAST));
  }
}
