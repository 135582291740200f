package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubFailure;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes what was changed known: the facts are read at once, and again soon and often. */
@Component
class PullRequestNews {

  private static final Logger log = LoggerFactory.getLogger(PullRequestNews.class);

  private final PullRequestRepository store;
  private final PullRequestDetailsReader details;
  private final PullRequestObserver observer;
  private final PullRequestPoller poller;
  private final Clock clock;

  PullRequestNews(
      PullRequestRepository store,
      PullRequestDetailsReader details,
      PullRequestObserver observer,
      PullRequestPoller poller,
      Clock clock) {
    this.store = store;
    this.details = details;
    this.observer = observer;
    this.poller = poller;
    this.clock = clock;
  }

  /** Something was changed on GitHub, or may have been before it failed. */
  void changed(PullRequestUrl url) {
    details.changed(url);
    poller.hurry(url);
    store
        .linked(url)
        .ifPresent(
            known -> {
              try {
                observer.observeWhole(known, clock.instant());
              } catch (GitHubFailure failure) {
                // The change itself is done; the next readings are near.
                log.debug("{} can't be read after a change: {}", url, failure.detail());
              }
            });
  }
}
