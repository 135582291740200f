package dev.factoryfactory.github;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a job's log that a person wants to see. Also its JSON on the wire.
 *
 * @param step the one that failed; {@code null} when none is known to
 * @param from number of the first line here
 * @param to number of the last line here
 * @param total how many lines the whole log has
 * @param truncated whether the step has more lines than are here
 */
public record CheckLog(
    String checkId,
    String name,
    @Nullable String step,
    List<Step> steps,
    List<Line> lines,
    int from,
    int to,
    int total,
    boolean truncated) {

  /** A step of the job. */
  public record Step(
      int number,
      String name,
      CheckState state,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt) {}

  /** A line without colours, its secrets masked. */
  public record Line(int number, String text) {}
}
