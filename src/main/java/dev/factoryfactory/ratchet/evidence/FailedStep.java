package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.FailureContext.Outcome;
import dev.factoryfactory.ratchet.evidence.FailureContext.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where in the log the step that failed is.
 *
 * @param from index of its first line
 * @param end index behind the line that ended it
 * @param limit index behind the last line that is not of the cleaning up
 * @param name what it is called, or empty
 * @param known whether it was found, and is not just all there is
 */
record FailedStep(int from, int end, int limit, String name, boolean known) {

  private static final int SLACK_MILLIS = 2_000;

  static FailedStep in(List<Line> lines, FailureContext context) {
    var steps = LogStep.of(lines);
    int limit = lines.size();
    while (!steps.isEmpty() && steps.getLast().after() && steps.size() > 1) {
      limit = steps.getLast().from();
      steps.removeLast();
    }
    var recorded = recorded(context);
    var place = recorded.map(step -> located(step, steps, lines)).filter(found -> found != null);
    var found = place.or(() -> marked(steps, lines));
    int behind = limit;
    var title = recorded.map(Step::name).filter(name -> !name.isBlank());
    return found
        .map(
            step ->
                new FailedStep(
                    step.from(), step.effectiveEnd(), behind, title.orElse(step.name()), true))
        .orElseGet(() -> new FailedStep(0, behind, behind, title.orElse(""), false));
  }

  /** The index of the line that names it. */
  Optional<Integer> start() {
    return known && from > 0 && !name.isEmpty() ? Optional.of(from) : Optional.empty();
  }

  /** The first that failed; what comes after it are those that always run. */
  static Optional<Step> recorded(FailureContext context) {
    var steps = context.steps();
    return steps == null
        ? Optional.empty()
        : steps.stream()
            .filter(step -> step.outcome().isBad() || step.outcome() == Outcome.CANCELLED)
            .findFirst();
  }

  private static @Nullable LogStep located(Step recorded, List<LogStep> steps, List<Line> lines) {
    var name = plain(recorded.name());
    if (name.equals("set up job") || name.equals("initialize containers")) {
      return steps.isEmpty() ? null : steps.getFirst();
    }
    if (!name.isEmpty()) {
      for (var step : steps) {
        var shown = plain(step.name());
        if (!shown.isEmpty() && (name.equals(shown) || name.equals("run " + shown))) {
          return step;
        }
      }
    }
    var byTime = byTime(recorded, steps, lines);
    return byTime;
  }

  private static @Nullable LogStep byTime(Step recorded, List<LogStep> steps, List<Line> lines) {
    var started = recorded.startedAt();
    var completed = recorded.completedAt();
    if (started == null || completed == null) {
      return null;
    }
    LogStep best = null;
    for (var step : steps) {
      var first = firstMillis(lines, step);
      if (first.isPresent()
          && lines.get(first.getAsInt()).millis() >= started.toEpochMilli() - SLACK_MILLIS
          && lines.get(first.getAsInt()).millis() <= completed.toEpochMilli() + SLACK_MILLIS
          && (best == null || step.failed() && !best.failed())) {
        best = step;
      }
    }
    return best;
  }

  private static OptionalInt firstMillis(List<Line> lines, LogStep step) {
    for (int i = step.from(); i < step.to(); i++) {
      if (lines.get(i).millis() >= 0) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The first that ended badly by its own word, else by what was marked an error at its end. */
  private static Optional<LogStep> marked(List<LogStep> steps, List<Line> lines) {
    var exited =
        steps.stream()
            .filter(LogStep::failed)
            .filter(step -> lines.get(step.end() - 1).isExit() || isAction(step.name()))
            .findFirst();
    if (exited.isPresent()) {
      return exited;
    }
    var failed = steps.stream().filter(LogStep::failed).reduce((first, second) -> second);
    return failed.isPresent() || steps.size() == 1 ? failed : Optional.empty();
  }

  /** An action's own error is its end; a script's errors may be words of its tools. */
  private static boolean isAction(String name) {
    return name.matches("\\S+/\\S+@\\S+|\\./\\S+");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).strip();
  }
}
