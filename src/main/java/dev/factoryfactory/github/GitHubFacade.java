package dev.factoryfactory.github;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one way to pull requests: which one belongs to a workspace. */
@Service
public class GitHubFacade {

  private final PullRequestRepository store;
  private final GitHubWorkspaces workspaces;
  private final ApplicationEventPublisher events;

  GitHubFacade(
      PullRequestRepository store, GitHubWorkspaces workspaces, ApplicationEventPublisher events) {
    this.store = store;
    this.workspaces = workspaces;
    this.events = events;
  }

  /**
   * Links a workspace to a pull request.
   *
   * @param url its address, as it is copied from a browser
   * @throws dev.factoryfactory.kernel.DomainException INVALID_INPUT for another address, NOT_FOUND
   *     for an unknown workspace
   */
  @Transactional
  public void link(WorkspaceId workspace, @Nullable String url) {
    put(workspace, PullRequestUrl.parse(url));
  }

  /** Parts a workspace from its pull request; fine when there is none. */
  @Transactional
  public void unlink(WorkspaceId workspace) {
    put(workspace, null);
  }

  /** The pull request that a workspace is linked to. */
  public Optional<PullRequest> find(WorkspaceId workspace) {
    workspaces.projectOf(workspace);
    return store.find(workspace).map(PullRequestFacet::pullRequest);
  }

  /** Every pull-request facet of a project; one query. */
  public List<PullRequestFacet> facets(ProjectId project) {
    return store.findByProject(project);
  }

  /** Forgets a workspace that was removed; joins the transaction. */
  public void remove(WorkspaceId workspace) {
    store.remove(workspace);
  }

  private void put(WorkspaceId workspace, @Nullable PullRequestUrl link) {
    store
        .put(workspaces.projectOf(workspace), workspace, link)
        .ifPresent(facet -> events.publishEvent(new PullRequestFacetChanged(facet)));
  }
}
