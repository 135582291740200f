package dev.factoryfactory.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pull request on GitHub. Also its JSON on the wire.
 *
 * @param url where people look at it
 * @param facts what GitHub last said; {@code null} until it was asked
 * @param problem why it can't be asked at present; {@code null} while it can
 */
public record PullRequest(
    String url, int number, @Nullable Facts facts, @Nullable Problem problem) {

  /** One that could be read, or was not asked for yet. */
  public PullRequest(String url, int number, @Nullable Facts facts) {
    this(url, number, facts, null);
  }

  /**
   * Why GitHub could not be asked; the facts are as old as they say.
   *
   * @param code stable, as in refusals
   * @param since when that began
   */
  public record Problem(String code, String message, Instant since) {}

  /**
   * What GitHub says, of one head.
   *
   * @param headSha the commit that all of this is about
   * @param ci all checks taken together
   * @param mergeConflict whether it can't be merged as it is
   * @param changedAt when anybody last did something to it, such as to comment
   * @param observedAt when GitHub said so
   */
  public record Facts(
      String title,
      State state,
      String headSha,
      Ci ci,
      Review review,
      boolean mergeConflict,
      @Nullable Instant changedAt,
      Instant observedAt) {

    /** One of which it is not known when it changed. */
    public Facts(
        String title,
        State state,
        String headSha,
        Ci ci,
        Review review,
        boolean mergeConflict,
        Instant observedAt) {
      this(title, state, headSha, ci, review, mergeConflict, null, observedAt);
    }
  }

  /** How far it is. */
  public enum State {
    DRAFT,
    OPEN,
    MERGED,
    CLOSED
  }

  /** How its checks fare. Nothing is not success: right after a push no check is known yet. */
  public enum Ci {
    UNKNOWN,
    PENDING,
    SUCCESS,
    FAILURE
  }

  /** What its reviewers decided. */
  public enum Review {
    NONE,
    APPROVED,
    CHANGES_REQUESTED
  }
}
