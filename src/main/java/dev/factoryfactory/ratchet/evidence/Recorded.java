package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.FailureContext.Annotation;
import dev.factoryfactory.ratchet.evidence.FailureContext.Outcome;
import dev.factoryfactory.ratchet.evidence.FailureContext.Step;
import java.util.List;
import java.util.Optional;

/** What the service's own records say of a job, whatever its log holds. */
final class Recorded {

  private Recorded() {}

  /**
   * Only for jobs that did not run to the end of a step: a script can write an annotation of any
   * text, but not undo that its steps were run.
   */
  static Optional<Verdict> verdict(Observations observed) {
    var context = observed.context();
    boolean ran = ranToAnEnd(context) || context.steps() == null && observed.failedHere();
    boolean began = began(observed);
    for (var annotation : context.annotations()) {
      var signal = Signals.in(annotation.text());
      if (signal.isEmpty()) {
        continue;
      }
      var blames = signal.get().blames();
      boolean service = signal.get().trust() != Signal.Trust.STEP;
      if (service && blames == FailureClass.BILLING_OR_QUOTA && !began) {
        return told(blames, annotation);
      }
      if (service && blames == FailureClass.INFRASTRUCTURE && !ran) {
        return Optional.of(lost(context, annotation));
      }
      if (!began && blames != FailureClass.CODE && observed.findings().isEmpty()) {
        return told(blames, annotation);
      }
    }
    if (isEmpty(observed.lines())) {
      return Optional.of(withoutLog(context));
    }
    return Optional.empty();
  }

  private static Optional<Verdict> told(FailureClass blames, Annotation annotation) {
    return Optional.of(
        new Verdict(blames, "The service says: " + Redaction.redact(annotation.text().strip())));
  }

  /** A runner that is lost each time was most likely used up by what it ran. */
  private static Verdict lost(FailureContext context, Annotation annotation) {
    long lost = context.attempts().stream().filter(attempt -> attempt.outcome().isBad()).count();
    var base = context.base();
    boolean again = lost > 1 && base != null && base.outcome() == Outcome.PASSED;
    return again
        ? new Verdict(
            FailureClass.UNKNOWN,
            "A person has to look: the runner is lost in each attempt while the base passes, as if the branch used it up.")
        : new Verdict(
            FailureClass.INFRASTRUCTURE,
            "The service says: " + Redaction.redact(annotation.text().strip()));
  }

  private static Verdict withoutLog(FailureContext context) {
    if (context.outcome() == Outcome.CANCELLED) {
      return new Verdict(
          FailureClass.UNKNOWN, "A person has to look: the job was cancelled and has no log.");
    }
    var steps = context.steps();
    if (steps != null && !steps.isEmpty() && diedWithin(steps)) {
      return new Verdict(
          FailureClass.INFRASTRUCTURE,
          "The runner stopped in the middle of a step and left no log.");
    }
    var failed = FailedStep.recorded(context).map(Step::name).orElse("");
    if (failed.equalsIgnoreCase("Set up job") || failed.equalsIgnoreCase("Initialize containers")) {
      return new Verdict(
          FailureClass.INFRASTRUCTURE,
          "The job failed in \"%s\", before any of its own steps.".formatted(failed));
    }
    if (context.attempts().stream().anyMatch(attempt -> attempt.outcome() == Outcome.PASSED)) {
      return new Verdict(
          FailureClass.FLAKY, "Another attempt on the same commit passed. There is no log.");
    }
    if (context.base() != null && context.base().outcome().isBad()) {
      return new Verdict(
          FailureClass.BASE_BROKEN, "The same check fails on the base branch. There is no log.");
    }
    return new Verdict(
        FailureClass.UNKNOWN, "A person has to look: there is no log, and nothing else says why.");
  }

  private static boolean diedWithin(List<Step> steps) {
    return steps.stream().anyMatch(step -> step.outcome() == Outcome.NONE)
        && steps.stream().noneMatch(step -> step.outcome().isBad());
  }

  private static boolean ranToAnEnd(FailureContext context) {
    var steps = context.steps();
    return steps != null
        && steps.stream().anyMatch(step -> step.outcome() == Outcome.FAILED)
        && steps.stream().noneMatch(step -> step.outcome() == Outcome.NONE);
  }

  private static boolean began(Observations observed) {
    var context = observed.context();
    var steps = context.steps();
    if (Boolean.FALSE.equals(context.runner())) {
      return false;
    }
    return steps == null ? observed.lines().size() > 20 || observed.failedHere() : !steps.isEmpty();
  }

  private static boolean isEmpty(List<Line> lines) {
    return lines.stream().allMatch(line -> line.text().isBlank());
  }
}
