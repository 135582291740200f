package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one way to pull requests: which one belongs to a workspace, and what GitHub says of it. */
@Service
public class GitHubFacade {

  private final PullRequestRepository store;
  private final GitHubWorkspaces workspaces;
  private final PullRequestObserver observer;
  private final GitHubApi api;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  GitHubFacade(
      PullRequestRepository store,
      GitHubWorkspaces workspaces,
      PullRequestObserver observer,
      GitHubApi api,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.workspaces = workspaces;
    this.observer = observer;
    this.api = api;
    this.events = events;
    this.clock = clock;
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

  /**
   * Asks GitHub for a workspace's pull request now, with each of its checks.
   *
   * @throws DomainException NOT_FOUND without one, or where GitHub shows none; GITHUB_SIGNED_OUT,
   *     GITHUB_REFUSED, GITHUB_RATE_LIMITED, GITHUB_UNAVAILABLE where it gave no answer
   */
  public PullRequest refresh(WorkspaceId workspace) {
    var link = PullRequestUrl.parse(linked(workspace).url());
    var known =
        store.linked().stream().filter(other -> other.url().equals(link)).findFirst().orElseThrow();
    try {
      observer.observeWhole(known, clock.instant());
      return linked(workspace);
    } catch (GitHubFailure failure) {
      throw refusal(failure);
    }
  }

  /** What is left of the hourly allowance on each host. */
  public List<GitHubAllowance> allowances() {
    return api.limits().stream().map(GitHubAllowance::of).toList();
  }

  private PullRequest linked(WorkspaceId workspace) {
    return find(workspace)
        .orElseThrow(
            () ->
                new DomainException(
                    ErrorCode.NOT_FOUND,
                    "This workspace has no pull request. Link one with PUT {\"url\": ...}."));
  }

  private static DomainException refusal(GitHubFailure failure) {
    var retryAt = failure.retryAt();
    return new DomainException(
        PullRequestObserver.codeOf(failure),
        failure.detail(),
        retryAt == null ? Map.of() : Map.of("retryAt", retryAt));
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
