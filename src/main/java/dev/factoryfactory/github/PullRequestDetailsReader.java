package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads all there is to show of one pull request. Who asks while it is being read gets the same
 * answer, unless something was changed in between.
 */
@Component
class PullRequestDetailsReader {

  /** Pages of each list; a list that has more is told to be cut off. */
  private static final int MAX_PAGES = 10;

  /** GitHub works out whether something can be merged when it is asked, and says so later. */
  private static final Duration WORKING_OUT = Duration.ofSeconds(1);

  /** A push while pages are read makes them useless; one after another is somebody else's day. */
  private static final int MAX_STARTS = 3;

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private final GitHubApi api;
  private final PullRequestObserver observer;
  private final ActionsChecks actions;
  private final Clock clock;
  private final Map<PullRequestUrl, CompletableFuture<PullRequestDetails>> reading =
      new ConcurrentHashMap<>();

  PullRequestDetailsReader(
      GitHubApi api, PullRequestObserver observer, ActionsChecks actions, Clock clock) {
    this.api = api;
    this.observer = observer;
    this.actions = actions;
    this.clock = clock;
  }

  PullRequestDetails read(PullRequestRepository.Linked known) throws GitHubFailure {
    var mine = new CompletableFuture<PullRequestDetails>();
    var theirs = reading.putIfAbsent(known.url(), mine);
    if (theirs != null) {
      return join(theirs);
    }
    try {
      var details = readNow(known);
      mine.complete(details);
      return details;
    } catch (GitHubFailure | RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      reading.remove(known.url(), mine);
    }
  }

  /** Something was changed: what is being read now is no answer for who asks from now on. */
  void changed(PullRequestUrl url) {
    reading.remove(url);
  }

  private PullRequestDetails readNow(PullRequestRepository.Linked known) throws GitHubFailure {
    var askedAt = clock.instant();
    var pages = pages(known.url());
    var whole = actions.complete(known.url(), pages.whole());
    var facts = observer.take(known, whole, askedAt);
    return DetailsMapping.of(known.url(), pages, whole, facts, behindBy(known.url(), pages));
  }

  private DetailsPages pages(PullRequestUrl url) throws GitHubFailure {
    for (int start = 0; start < MAX_STARTS; start++) {
      var pages = new DetailsPages();
      boolean same = true;
      for (int page = 0; same && page < MAX_PAGES && !pages.isComplete(); page++) {
        var repository =
            api.query(url.host(), DetailsQuery.TEXT, pages.next(url)).path("repository");
        if (!repository.path("pullRequest").isObject()) {
          throw new GitHubFailure(
              Kind.NOT_FOUND, "GitHub shows this account no pull request at " + url + ".");
        }
        same = pages.add(repository);
      }
      if (same && (pages.isMergeKnown() || start == MAX_STARTS - 1)) {
        return pages;
      }
      if (same) {
        JobLogs.sleep(WORKING_OUT);
      }
    }
    throw new GitHubFailure(
        Kind.UNAVAILABLE, "The pull request changed each time it was read. Look again.");
  }

  /** Counted between two commits, so the answer to the same question never changes. */
  private @Nullable Integer behindBy(PullRequestUrl url, DetailsPages pages) {
    var base = pages.pullRequest().path("baseRef").path("target").path("oid").asString("");
    var head = String.valueOf(pages.head());
    if (!COMMIT.matcher(base).matches() || !COMMIT.matcher(head).matches()) {
      return null;
    }
    try {
      var path =
          "repos/%s/%s/compare/%s...%s?per_page=1"
              .formatted(url.owner(), url.repository(), base, head);
      return Nodes.line(api.get(url.host(), path).path("behind_by"));
    } catch (GitHubFailure failure) {
      // All else is known; how far it is behind is then said to be unknown.
      return null;
    }
  }

  private static PullRequestDetails join(CompletableFuture<PullRequestDetails> answer)
      throws GitHubFailure {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof GitHubFailure failure) {
        throw failure;
      }
      throw e;
    }
  }
}
