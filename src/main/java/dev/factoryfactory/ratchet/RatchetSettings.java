package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a project wants of automatic fixes. Also its JSON on the wire.
 *
 * @param enabledByDefault whether new workspaces begin with it
 * @param reviewMode which feedback starts a fixer
 * @param fixUnknown whether a failure that nobody can explain does
 * @param replyToReviews whether threads are answered once something was pushed for them
 * @param autoMerge whether what is green and approved is merged
 * @param mergeMethod {@code MERGE}, {@code SQUASH} or {@code REBASE}; {@code null} for the first
 *     that the repository allows
 * @param permissions what fixers may do without asking
 */
public record RatchetSettings(
    boolean enabledByDefault,
    ReviewMode reviewMode,
    boolean fixUnknown,
    boolean replyToReviews,
    boolean autoMerge,
    @Nullable Method mergeMethod,
    Permissions permissions,
    Limits limits) {

  /** What a project begins with. */
  static final RatchetSettings DEFAULT =
      new RatchetSettings(
          false,
          ReviewMode.CHANGES_REQUESTED,
          false,
          true,
          false,
          null,
          Permissions.YOLO,
          new Limits(5, 10, 30, 45, 240, null, null));

  public RatchetSettings {
    limits.check();
  }

  /** The same, with what is green and approved merged. */
  public RatchetSettings withAutoMerge() {
    return new RatchetSettings(
        enabledByDefault,
        reviewMode,
        fixUnknown,
        replyToReviews,
        true,
        mergeMethod,
        permissions,
        limits);
  }

  /** Which feedback starts a fixer. */
  public enum ReviewMode {
    /** People's requests for changes and remarks on lines. */
    CHANGES_REQUESTED,
    /** Bots' remarks and people's other reviews as well. */
    ALL_FEEDBACK,
    OFF
  }

  /** How commits come into the base. */
  public enum Method {
    MERGE,
    SQUASH,
    REBASE
  }

  /** What agents may do without asking; the session module knows what each means. */
  public enum Permissions {
    STRICT,
    RELAXED,
    YOLO
  }

  /**
   * Where fixers stop; {@code null} is no limit. A day is the server's calendar day.
   *
   * @param minutesPerDay agent minutes of all fixers of the project
   * @param costPerDay in whatever currency the agents report
   */
  public record Limits(
      @Nullable Integer attemptsPerPullRequest,
      @Nullable Integer attemptsPerWorkspacePerDay,
      @Nullable Integer attemptsPerProjectPerDay,
      @Nullable Integer minutesPerAttempt,
      @Nullable Integer minutesPerDay,
      @Nullable Long tokensPerDay,
      @Nullable BigDecimal costPerDay) {

    private void check() {
      var numbers =
          Arrays.<@Nullable Number>asList(
              attemptsPerPullRequest,
              attemptsPerWorkspacePerDay,
              attemptsPerProjectPerDay,
              minutesPerAttempt,
              minutesPerDay,
              tokensPerDay,
              costPerDay);
      for (var number : numbers) {
        if (number != null && number.doubleValue() <= 0) {
          throw new DomainException(
              ErrorCode.INVALID_INPUT, "A limit is a number above 0, or null for none.");
        }
      }
    }
  }
}
