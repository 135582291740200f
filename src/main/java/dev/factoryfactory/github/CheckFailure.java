package dev.factoryfactory.github;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything GitHub knows of a check that failed, for whoever says why.
 *
 * @param outcome GitHub's conclusion in capital letters; its status while it has not ended
 * @param runner whether a runner took it; {@code null} when not known
 * @param steps {@code null} when not known, empty when none ran
 * @param attempts runs of this very check on this very head, oldest first, this one left out
 * @param base the same check on the base branch's head; {@code null} when it has none
 * @param siblings other jobs of the same run
 * @param log as it is stored there, its middle left out when it is longer than 8 MB
 */
public record CheckFailure(
    String checkId,
    String name,
    String headSha,
    String outcome,
    @Nullable Boolean runner,
    @Nullable List<Step> steps,
    List<Annotation> annotations,
    List<Attempt> attempts,
    @Nullable Base base,
    List<Sibling> siblings,
    byte[] log) {

  /**
   * A step of the job.
   *
   * @param conclusion GitHub's word in capital letters; its status while it has not ended
   */
  public record Step(
      int number,
      String name,
      String conclusion,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt) {}

  /** What was written beside the log. */
  public record Annotation(String level, String text) {}

  /**
   * An earlier run on the same head.
   *
   * @param failedLog its log, when it failed and GitHub still keeps it
   */
  public record Attempt(String conclusion, byte @Nullable [] failedLog) {}

  /**
   * The same check without the branch.
   *
   * @param log empty when it passed, or is not kept
   */
  public record Base(String conclusion, byte[] log) {}

  /** Another job of the run. */
  public record Sibling(String name, String conclusion) {}
}
