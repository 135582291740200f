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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The one way to pull requests: which one belongs to a workspace, and what GitHub says of it. */
@Service
public class GitHubFacade {

  private final PullRequestRepository store;
  private final GitHubWorkspaces workspaces;
  private final PullRequestObserver observer;
  private final PullRequestDetailsReader details;
  private final CheckReader checks;
  private final PullRequestActions actions;
  private final CheckReruns reruns;
  private final PullRequestCreation creation;
  private final PullRequestNews news;
  private final PullRequestPoller poller;
  private final PullRequestDiscovery discovery;
  private final PullRequestLinks links;
  private final GitHubApi api;
  private final Clock clock;

  GitHubFacade(
      PullRequestRepository store,
      GitHubWorkspaces workspaces,
      PullRequestObserver observer,
      PullRequestDetailsReader details,
      CheckReader checks,
      PullRequestActions actions,
      CheckReruns reruns,
      PullRequestCreation creation,
      PullRequestNews news,
      PullRequestPoller poller,
      PullRequestDiscovery discovery,
      PullRequestLinks links,
      GitHubApi api,
      Clock clock) {
    this.store = store;
    this.workspaces = workspaces;
    this.observer = observer;
    this.details = details;
    this.checks = checks;
    this.actions = actions;
    this.reruns = reruns;
    this.creation = creation;
    this.news = news;
    this.poller = poller;
    this.discovery = discovery;
    this.links = links;
    this.api = api;
    this.clock = clock;
  }

  /**
   * Links a workspace to a pull request.
   *
   * @param url its address, as it is copied from a browser
   * @throws dev.factoryfactory.kernel.DomainException INVALID_INPUT for another address, NOT_FOUND
   *     for an unknown workspace
   */
  public void link(WorkspaceId workspace, @Nullable String url) {
    links.put(workspace, PullRequestUrl.parse(url));
  }

  /** Parts a workspace from its pull request; fine when there is none. */
  public void unlink(WorkspaceId workspace) {
    links.put(workspace, null);
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
    var known = known(workspace);
    asked(() -> observer.observeWhole(known, clock.instant()));
    return linked(workspace);
  }

  /**
   * All there is to show of a workspace's pull request, asked of GitHub now.
   *
   * @throws DomainException as {@link #refresh}
   */
  public PullRequestDetails details(WorkspaceId workspace) {
    var known = known(workspace);
    return asked(() -> details.read(known));
  }

  /**
   * All that is known of a check that failed, read now; takes seconds.
   *
   * @throws DomainException NOT_FOUND for what is no check of its repository; else as {@link
   *     #refresh}
   */
  public CheckFailure failure(WorkspaceId workspace, String checkId) {
    var url = known(workspace).url();
    return asked(() -> checks.failure(url, checkId));
  }

  /**
   * The lines of a check's log that tell of its failure, else its last ones.
   *
   * @throws DomainException NOT_FOUND where GitHub keeps no log; else as {@link #refresh}
   */
  public CheckLog log(WorkspaceId workspace, String checkId) {
    var url = known(workspace).url();
    return asked(() -> checks.log(url, checkId));
  }

  /**
   * Pushes the workspace's branch, opens its pull request and links it.
   *
   * @throws DomainException INVALID_STATE when there is one, or nothing to merge; GIT_FAILED when
   *     the push does; else as {@link #refresh}
   */
  public PullRequest create(WorkspaceId workspace, NewPullRequest wanted) {
    if (find(workspace).isPresent()) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "This workspace has a pull request already.");
    }
    var url = asked(() -> creation.create(workspace, wanted));
    links.put(workspace, url);
    news.changed(url);
    return linked(workspace);
  }

  /** Says that it is not to be merged yet, or that it is. */
  public void setDraft(WorkspaceId workspace, boolean draft) {
    act(workspace, url -> actions.setDraft(url, draft));
  }

  /** Asks people for a review; those who gave one already for another. */
  public void requestReview(WorkspaceId workspace, List<String> logins) {
    act(workspace, url -> actions.requestReview(url, logins));
  }

  /** Says something in the conversation. */
  public void comment(WorkspaceId workspace, String body) {
    comment(workspace, new NewComment(body, null, null, null, null));
  }

  /** Says something in the conversation or on the diff. */
  public void comment(WorkspaceId workspace, NewComment comment) {
    act(workspace, url -> actions.comment(url, comment));
  }

  /** Answers in a thread. */
  public void reply(WorkspaceId workspace, String threadId, String body) {
    act(workspace, url -> actions.reply(url, threadId, body));
  }

  /** Marks a thread as dealt with. */
  public void resolve(WorkspaceId workspace, String threadId) {
    act(workspace, url -> actions.resolve(url, threadId, true));
  }

  /** Opens a thread again. */
  public void unresolve(WorkspaceId workspace, String threadId) {
    act(workspace, url -> actions.resolve(url, threadId, false));
  }

  /**
   * Runs failed checks again.
   *
   * @param checkIds which; every failed one when none is named
   * @throws DomainException INVALID_STATE when none failed; GITHUB_REFUSED with GitHub's reason
   */
  public void rerunFailed(WorkspaceId workspace, List<String> checkIds) {
    act(workspace, url -> reruns.rerun(url, checkIds));
  }

  /** Merges the base into the head, on GitHub. */
  public void updateBranch(WorkspaceId workspace) {
    act(workspace, url -> actions.updateBranch(url));
  }

  /**
   * Merges a pull request.
   *
   * @param headSha the head that was looked at
   * @throws DomainException CONFLICT when the head is another by now, INVALID_STATE with GitHub's
   *     reason when it may not be merged
   */
  public void merge(WorkspaceId workspace, MergeMethod method, String headSha) {
    act(workspace, url -> actions.merge(url, method, headSha));
  }

  /** Removes a merged pull request's branch on GitHub, unless it is gone or went on. */
  public void removeBranch(WorkspaceId workspace) {
    act(workspace, actions::removeBranch);
  }

  /**
   * Has GitHub merge it by itself once it may.
   *
   * @param method {@code null} for the first that the repository allows
   */
  public void enableAutoMerge(WorkspaceId workspace, @Nullable MergeMethod method) {
    act(workspace, url -> actions.enableAutoMerge(url, method));
  }

  /** Takes that back. */
  public void disableAutoMerge(WorkspaceId workspace) {
    act(workspace, url -> actions.disableAutoMerge(url));
  }

  /**
   * Somebody pushed a workspace's branch: its pull request is read soon and often, or looked for.
   */
  public void pushed(WorkspaceId workspace) {
    store
        .find(workspace)
        .ifPresentOrElse(
            facet -> hurry(facet.pullRequest()), () -> discovery.soon(workspace, List.of()));
  }

  /**
   * An agent ended its turn, in which it may have opened a pull request: looks for one at once,
   * where the workspace never had any.
   *
   * @param said what the agent said and had printed, asked for only then; not believed
   */
  public void worked(WorkspaceId workspace, Supplier<List<String>> said) {
    if (store.find(workspace).isEmpty()) {
      discovery.soon(workspace, said.get());
    }
  }

  private void hurry(@Nullable PullRequest pullRequest) {
    if (pullRequest != null) {
      poller.hurry(PullRequestUrl.parse(pullRequest.url()));
    }
  }

  /** What is left of the hourly allowance on each host. */
  public List<GitHubAllowance> allowances() {
    return api.limits().stream().map(GitHubAllowance::of).toList();
  }

  private interface Change {

    void make(PullRequestUrl url) throws GitHubFailure;
  }

  private void act(WorkspaceId workspace, Change change) {
    var url = known(workspace).url();
    asked(
        () -> {
          change.make(url);
          return url;
        });
  }

  private interface Question<T> {

    T ask() throws GitHubFailure;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (GitHubFailure failure) {
      throw refusal(failure);
    }
  }

  private PullRequestRepository.Linked known(WorkspaceId workspace) {
    return store.linked(PullRequestUrl.parse(linked(workspace).url())).orElseThrow();
  }

  private PullRequest linked(WorkspaceId workspace) {
    return find(workspace)
        .orElseThrow(
            () ->
                new DomainException(
                    ErrorCode.NOT_FOUND,
                    "This workspace has no pull request. Link one with PUT {\"url\": ...}."));
  }

  static DomainException refusal(GitHubFailure failure) {
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
}
