package dev.factoryfactory.ratchet.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a failed job beside its log. All of it comes from the service that ran the job,
 * so it is believed before the log.
 *
 * @param outcome how the job itself ended
 * @param runner whether a runner took it; {@code null} when not known
 * @param attempts results of this job on this very commit, in their order
 * @param base the same check without the branch; {@code null} when not known
 * @param siblings other jobs of the same run
 * @param steps {@code null} when not known, empty when none ran
 * @param knownFlaky tests that failed and passed before without a change
 */
public record FailureContext(
    Outcome outcome,
    @Nullable Boolean runner,
    List<Attempt> attempts,
    @Nullable Base base,
    List<Sibling> siblings,
    @Nullable List<Step> steps,
    List<Annotation> annotations,
    Set<String> knownFlaky) {

  /** Nothing is known but the log. */
  public static final FailureContext EMPTY =
      new FailureContext(
          Outcome.FAILED, null, List.of(), null, List.of(), null, List.of(), Set.of());

  /** How something ended. */
  public enum Outcome {
    PASSED,
    FAILED,
    CANCELLED,
    TIMED_OUT,
    SKIPPED,
    /** It did not end, or nobody says how. */
    NONE;

    boolean isBad() {
      return this == FAILED || this == TIMED_OUT;
    }
  }

  /**
   * One try.
   *
   * @param failedTests what failed in it, where known
   */
  public record Attempt(Outcome outcome, List<String> failedTests) {}

  /**
   * The same check on the base branch.
   *
   * @param same whether it fails in the same way; {@code null} when nobody compared
   * @param error what it says there, or empty
   */
  public record Base(
      Outcome outcome, @Nullable Boolean same, String error, List<String> failedTests) {}

  /** Another job of the run. */
  public record Sibling(String name, Outcome outcome) {}

  /** A step as the service recorded it. */
  public record Step(
      String name, Outcome outcome, @Nullable Instant startedAt, @Nullable Instant completedAt) {}

  /** What the service or a tool wrote beside the log. */
  public record Annotation(String level, String text) {}

  /**
   * Reads a context from JSON, whose form is in docs/ci-classifier.md. Unknown fields are ignored,
   * absent ones are fine.
   *
   * @throws IllegalArgumentException when the text is no JSON object
   */
  public static FailureContext parse(String json) {
    return ContextReader.read(json);
  }
}
