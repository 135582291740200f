package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads jobs of Actions and their logs. */
@Component
class JobLogs {

  private static final int MAX_LOG = 8 << 20;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** A log comes a few seconds after its job ended; one of an older job that is absent is gone. */
  private static final Duration YOUNG = Duration.ofMinutes(2);

  private final GitHubApi api;
  private final GitHubProperties settings;
  private final Clock clock;

  JobLogs(GitHubApi api, GitHubProperties settings, Clock clock) {
    this.api = api;
    this.settings = settings;
    this.clock = clock;
  }

  /** A question about the repository of a pull request. */
  JsonNode get(PullRequestUrl url, String path) throws GitHubFailure {
    return api.get(url.host(), "repos/%s/%s/%s".formatted(url.owner(), url.repository(), path));
  }

  /**
   * The log of a job as it is stored.
   *
   * @return {@code null} where none is kept
   */
  byte @Nullable [] find(PullRequestUrl url, long job, @Nullable Instant completedAt)
      throws GitHubFailure {
    var path = "repos/%s/%s/actions/jobs/%d/logs".formatted(url.owner(), url.repository(), job);
    boolean young = completedAt == null || completedAt.plus(YOUNG).isAfter(clock.instant());
    var waited = Duration.ZERO;
    for (var pause = FIRST_PAUSE; ; pause = pause.multipliedBy(2)) {
      try {
        return api.bytes(url.host(), path, MAX_LOG);
      } catch (GitHubFailure failure) {
        if (failure.kind() != Kind.NOT_FOUND) {
          throw failure;
        }
        waited = waited.plus(pause);
        if (!young || waited.compareTo(settings.logPatience()) > 0) {
          return null;
        }
        sleep(pause);
      }
    }
  }

  static void sleep(Duration pause) throws GitHubFailure {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitHubFailure(Kind.UNAVAILABLE, "Interrupted while waiting for GitHub");
    }
  }
}
