package dev.factoryfactory.github;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores which pull request is a workspace's, and tells of it. */
@Component
class PullRequestLinks {

  private static final Logger log = LoggerFactory.getLogger(PullRequestLinks.class);

  private final PullRequestRepository store;
  private final GitHubWorkspaces workspaces;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  PullRequestLinks(
      PullRequestRepository store,
      GitHubWorkspaces workspaces,
      TransactionTemplate transaction,
      ApplicationEventPublisher events) {
    this.store = store;
    this.workspaces = workspaces;
    this.transaction = transaction;
    this.events = events;
  }

  /**
   * Links a workspace, or parts it.
   *
   * @param link {@code null} for none
   */
  void put(WorkspaceId workspace, @Nullable PullRequestUrl link) {
    transaction.executeWithoutResult(
        _ ->
            store
                .put(workspaces.projectOf(workspace), workspace, link)
                .ifPresent(facet -> events.publishEvent(new PullRequestFacetChanged(facet))));
  }

  /** Links a workspace that was found to be one's, unless it had one or was parted meanwhile. */
  void adopt(WorkspaceId workspace, PullRequestUrl link) {
    try {
      transaction.executeWithoutResult(
          _ ->
              store
                  .putNew(workspaces.projectOf(workspace), workspace, link)
                  .ifPresent(facet -> events.publishEvent(new PullRequestFacetChanged(facet))));
    } catch (DomainException gone) {
      log.debug("Workspace {} went before it was linked", workspace, gone);
    }
  }
}
