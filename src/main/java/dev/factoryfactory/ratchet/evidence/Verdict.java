package dev.factoryfactory.ratchet.evidence;

import static dev.factoryfactory.ratchet.evidence.FailureClass.BASE_BROKEN;
import static dev.factoryfactory.ratchet.evidence.FailureClass.BILLING_OR_QUOTA;
import static dev.factoryfactory.ratchet.evidence.FailureClass.CODE;
import static dev.factoryfactory.ratchet.evidence.FailureClass.FLAKY;
import static dev.factoryfactory.ratchet.evidence.FailureClass.INFRASTRUCTURE;
import static dev.factoryfactory.ratchet.evidence.FailureClass.UNKNOWN;

import dev.factoryfactory.ratchet.evidence.FailureContext.Outcome;
import java.util.Optional;

/**
 * A class with the sentence that says why.
 *
 * <p>The order of {@link #of} is the order of belief: what the service recorded, how the same
 * commit and the base fared, what a tool said of itself in the failed step, what that step's end
 * blames, and last what merely sounds like an error.
 */
record Verdict(FailureClass failureClass, String reason) {

  private static final int MAX_QUOTE = 160;

  private static final Probe FLAKES =
      Probe.of(
          "^\\s*[1-9]\\d* flaky$|^\\[WARNING\\] Flakes:|Flakes: [1-9]|\\bFLAKY \\d+/\\d+|FLAKY, failed in|[1-9]\\d* flaky\\b|[1-9]\\d* rerun\\b|failed and then succeeded|passed (?:on|after) (?:retry|rerun)|flaky tests? (?:detected|found)");

  static Verdict of(Observations observed) {
    return Recorded.verdict(observed)
        .or(() -> sameCommit(observed))
        .or(() -> base(observed))
        .or(() -> tools(observed))
        .or(() -> blamed(observed))
        .or(() -> hinted(observed))
        .orElseGet(() -> leftOver(observed));
  }

  /** The same commit passes and fails: only what is around it can differ. */
  private static Optional<Verdict> sameCommit(Observations observed) {
    var context = observed.context();
    boolean passed =
        context.attempts().stream().anyMatch(attempt -> attempt.outcome() == Outcome.PASSED);
    var infrastructure = infrastructure(observed);
    if (passed) {
      return Optional.of(
          infrastructure.isPresent() && !observed.failedHere()
              ? new Verdict(
                  INFRASTRUCTURE,
                  "Another attempt on the same commit passed; this one blames %s: %s"
                      .formatted(
                          infrastructure.get().signal().words(),
                          quote(observed, infrastructure.get().at())))
              : new Verdict(FLAKY, "Another attempt on the same commit passed. " + what(observed)));
    }
    var names = TestNames.of(observed.failures());
    if (!names.isEmpty() && context.knownFlaky().containsAll(names)) {
      return Optional.of(
          new Verdict(FLAKY, "Every failed test is known to be flaky. " + what(observed)));
    }
    var others =
        context.attempts().stream()
            .map(FailureContext.Attempt::failedTests)
            .filter(tests -> !tests.isEmpty())
            .toList();
    boolean moving =
        others.size() > 1
            && others.stream()
                .anyMatch(tests -> tests.stream().noneMatch(others.getFirst()::contains));
    return moving
        ? Optional.of(
            new Verdict(
                FLAKY, "Each attempt on the same commit fails in other tests. " + what(observed)))
        : Optional.empty();
  }

  private static Optional<Verdict> base(Observations observed) {
    var base = observed.context().base();
    if (base == null || !base.outcome().isBad() || !BaseComparison.isSame(observed, base)) {
      return Optional.empty();
    }
    var best = observed.failedHere() ? Optional.<Blame.Hit>empty() : observed.blame().best();
    boolean passes =
        best.isPresent()
            && (best.get().signal().blames() == INFRASTRUCTURE
                    && best.get().signal().passing()
                    && BaseComparison.isOutage(observed, best.get())
                || best.get().signal().blames() == BILLING_OR_QUOTA);
    return passes
        ? Optional.empty()
        : Optional.of(
            new Verdict(BASE_BROKEN, "The same check fails on the base branch. " + what(observed)));
  }

  private static Optional<Verdict> tools(Observations observed) {
    var culprit = observed.culprit();
    if (culprit.isEmpty()) {
      return Optional.empty();
    }
    if (!observed.failedHere() && blameCounts(observed)) {
      return Optional.empty();
    }
    if (TestFailures.allFromNetwork(observed)) {
      return Optional.of(
          new Verdict(
              INFRASTRUCTURE,
              "Every failed test failed to reach a remote host. " + what(observed)));
    }
    var base = observed.context().base();
    if (observed.onlyAudit() && (base == null || base.outcome() == Outcome.NONE)) {
      return Optional.of(
          new Verdict(
              BASE_BROKEN,
              "A new advisory fails the check whatever the branch holds. " + what(observed)));
    }
    return Optional.of(new Verdict(CODE, what(observed)));
  }

  private static boolean blameCounts(Observations observed) {
    return observed
        .blame()
        .best()
        .filter(hit -> !hit.signal().words().startsWith("other jobs"))
        .isPresent();
  }

  private static Optional<Verdict> blamed(Observations observed) {
    var best = observed.blame().best();
    if (best.isEmpty()) {
      return Optional.empty();
    }
    var hit = best.get();
    if (hit.signal().blames() == UNKNOWN && isFlaky(observed)) {
      return Optional.empty();
    }
    var subject = hit.signal().blames() == UNKNOWN ? "A person has to look: " : "";
    var sibling = cancelledBy(observed, hit);
    return Optional.of(
        new Verdict(
            hit.signal().blames(),
            "%s%s%s: %s%s"
                .formatted(
                    subject,
                    subject.isEmpty() ? capital(hit.signal().words()) : hit.signal().words(),
                    in(observed),
                    quote(observed, hit.at()),
                    sibling)));
  }

  private static String cancelledBy(Observations observed, Blame.Hit hit) {
    if (!hit.signal().words().equals("it was cancelled")) {
      return "";
    }
    return observed.context().siblings().stream()
        .filter(sibling -> sibling.outcome().isBad())
        .findFirst()
        .map(sibling -> " The job \"%s\" failed: look there.".formatted(sibling.name()))
        .orElse("");
  }

  private static Optional<Verdict> hinted(Observations observed) {
    if (isFlaky(observed) && observed.hint().isEmpty()) {
      return Optional.of(
          new Verdict(
              FLAKY, "Tests failed and passed when they were tried again" + in(observed) + "."));
    }
    return observed
        .hint()
        .map(
            hint ->
                new Verdict(
                    CODE,
                    "%s %s%s: %s"
                        .formatted(
                            hint.tool().name(),
                            hint.tool().family().words(),
                            in(observed),
                            quote(observed, hint.at()))));
  }

  /**
   * Nothing is known by name. A step that builds or tests and says error is the code's more often
   * than not.
   */
  private static Verdict leftOver(Observations observed) {
    var place = observed.place();
    if (observed.context().outcome() == Outcome.CANCELLED) {
      return new Verdict(UNKNOWN, "A person has to look: the job was cancelled.");
    }
    if (observed.context().outcome() == Outcome.TIMED_OUT) {
      return new Verdict(UNKNOWN, "A person has to look: the job ran out of time.");
    }
    if (!Words.isCeremony(place.name())) {
      for (int i = place.end() - 1; i >= Math.max(place.from(), place.end() - 150); i--) {
        var line = observed.lines().get(i);
        if (!line.isExit()
            && (Words.isError(line.bare()) || line.isError())
            && !Signals.in(line.text()).isPresent()) {
          return new Verdict(
              CODE, "The step failed%s with: %s".formatted(in(observed), quote(observed, i)));
        }
      }
    }
    return new Verdict(
        UNKNOWN, "A person has to look: nothing in the log says why" + in(observed) + ".");
  }

  private static boolean isFlaky(Observations observed) {
    for (int i = observed.place().from(); i < observed.place().end(); i++) {
      if (FLAKES.in(observed.text(i))) {
        return true;
      }
    }
    return false;
  }

  static Optional<Blame.Hit> infrastructure(Observations observed) {
    return observed.blame().best(INFRASTRUCTURE);
  }

  /** Who failed, in how many tests, and the first of them. */
  static String what(Observations observed) {
    var culprit = observed.culprit();
    if (culprit.isEmpty()) {
      return observed
          .blame()
          .best()
          .map(hit -> "It says%s: %s".formatted(in(observed), quote(observed, hit.at())))
          .orElse("The log does not say more" + in(observed) + ".");
    }
    var tool = culprit.get().tool();
    var names = TestNames.of(observed.failures());
    if (names.isEmpty()) {
      return "%s %s%s: %s"
          .formatted(
              tool.name(),
              tool.family().words(),
              in(observed),
              quote(observed, culprit.get().at()));
    }
    return names.size() == 1
        ? "%s: 1 test failed%s: %s".formatted(tool.name(), in(observed), cut(names.getFirst()))
        : "%s: %d tests failed%s, the first is %s"
            .formatted(tool.name(), names.size(), in(observed), cut(names.getFirst()));
  }

  static String quote(Observations observed, int at) {
    return cut(Redaction.redact(observed.lines().get(at).text().strip()));
  }

  static String in(Observations observed) {
    var name = observed.place().name();
    return name.isBlank() ? "" : " in step \"%s\"".formatted(cut(Redaction.redact(name)));
  }

  private static String cut(String text) {
    return text.length() > MAX_QUOTE ? text.substring(0, MAX_QUOTE) + "…" : text;
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
