package dev.factoryfactory.github;

import dev.factoryfactory.github.PullRequest.Ci;
import dev.factoryfactory.github.PullRequest.State;
import dev.factoryfactory.github.api.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long to wait before a pull request is read again. */
final class Cadence {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration NEW_HEAD = Duration.ofMinutes(10);
  private static final int MAX_DOUBLINGS = 8;

  /** The share of an hour's allowance that is ours: the same user's other programs need it too. */
  private static final double OURS = 0.5;

  private Cadence() {}

  static boolean isOver(PullRequest.@Nullable Facts facts) {
    return facts != null && (facts.state() == State.MERGED || facts.state() == State.CLOSED);
  }

  /**
   * @param idle whether no workspace that it is of is in use
   */
  static Duration after(
      PullRequestRepository.Linked known, boolean idle, GitHubProperties settings, Instant now) {
    var facts = known.facts();
    if (facts == null) {
      return Duration.ZERO;
    }
    if (idle || isOver(facts)) {
      return settings.closed();
    }
    var since = known.headSince();
    boolean young = since != null && since.plus(NEW_HEAD).isAfter(now);
    boolean awaited = facts.ci() == Ci.PENDING || facts.ci() == Ci.UNKNOWN;
    return young || awaited ? settings.active() : settings.settled();
  }

  /** Twice as long after each failure in a row. */
  static Duration afterFailures(int failures, GitHubProperties settings) {
    var pause = settings.active().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** The shortest pause with which the allowance lasts until it is renewed. */
  static Duration affordable(Optional<RateLimit> limit, Instant now) {
    if (limit.isEmpty() || !limit.get().resetAt().isAfter(now)) {
      return Duration.ZERO;
    }
    double seconds = Duration.between(now, limit.get().resetAt()).toSeconds();
    double points = OURS * Math.max(1, limit.get().remaining());
    return Duration.ofMillis((long) (1_000 * seconds / points));
  }
}
