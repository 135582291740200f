package dev.factoryfactory.ratchet;

import dev.factoryfactory.ratchet.RatchetPullRequests.Ci;
import dev.factoryfactory.ratchet.RatchetPullRequests.FailedCheck;
import dev.factoryfactory.ratchet.RatchetPullRequests.Feedback;
import dev.factoryfactory.ratchet.RatchetPullRequests.Report;
import dev.factoryfactory.ratchet.RatchetPullRequests.Review;
import dev.factoryfactory.ratchet.RatchetPullRequests.State;
import dev.factoryfactory.ratchet.RatchetPullRequests.Watched;
import dev.factoryfactory.ratchet.RatchetSettings.ReviewMode;
import dev.factoryfactory.ratchet.evidence.FailureClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision follows from.
 *
 * @param branch what the worktree has checked out; {@code null} when there is no usable worktree
 * @param report the pull request in full; {@code null} when it was not read since it last changed
 * @param checks the report's failed checks with what is known of each
 * @param agentBusy whether any session of the workspace does anything, or waits for a person
 * @param running the dispatch that has not ended
 * @param past the pull request's dispatches that have, newest first
 * @param rerun by name, the runs of checks that were started again on this head
 * @param mergeTried whether this head was to be merged, and was not
 */
record RatchetFacts(
    boolean enabled,
    boolean paused,
    @Nullable String branch,
    @Nullable Watched pullRequest,
    @Nullable Report report,
    List<Classified> checks,
    boolean agentBusy,
    @Nullable Running running,
    List<Past> past,
    Map<String, String> rerun,
    List<Budget> budgets,
    boolean autoMerge,
    boolean mergeTried,
    RatchetSettings settings) {

  RatchetFacts {
    if (report != null
        && (pullRequest == null || !report.headSha().equals(pullRequest.headSha()))) {
      // Of another head than the one decided on: as good as not read.
      report = null;
      checks = List.of();
    }
  }

  /** A failed check; without a class nobody has looked at its log yet. */
  record Classified(FailedCheck check, @Nullable FailureClass failureClass) {}

  /** A dispatch on its way. */
  record Running(FixKind kind, boolean verifying) {}

  /**
   * A dispatch that ended.
   *
   * @param items the feedback that it was sent for
   */
  record Past(String key, Outcome outcome, List<String> items) {}

  /**
   * What there is to mend.
   *
   * @param key the same for what is red in the same way
   * @param subject its parts in words
   * @param items what of the feedback it is about
   */
  record Work(FixKind kind, String key, List<String> subject, List<String> items) {}

  boolean is(State state) {
    return pullRequest != null && pullRequest.state() == state;
  }

  boolean says(Ci ci) {
    var known = report;
    return known != null ? known.ci() == ci : pullRequest != null && pullRequest.ci() == ci;
  }

  boolean says(Review review) {
    var known = report;
    return known != null
        ? known.review() == review
        : pullRequest != null && pullRequest.review() == review;
  }

  boolean conflicts() {
    return report != null ? report.conflict() : pullRequest != null && pullRequest.conflict();
  }

  boolean anyCheck(Predicate<FailureClass> which) {
    return classes().anyMatch(which);
  }

  /** The checks of these kinds. */
  List<FailedCheck> checks(Predicate<FailureClass> which) {
    return checks.stream()
        .filter(it -> it.failureClass() != null && which.test(it.failureClass()))
        .map(Classified::check)
        .toList();
  }

  List<FailedCheck> unclassified() {
    return checks.stream().filter(it -> it.failureClass() == null).map(Classified::check).toList();
  }

  /** Those that passing chance or a machine may have failed, and which had no second try. */
  List<FailedCheck> worthARerun() {
    return checks(RatchetFacts::isChance).stream()
        .filter(check -> check.id() != null && !rerun.containsKey(check.name()))
        .toList();
  }

  /** Those whose second try GitHub has not shown yet. */
  List<FailedCheck> startedAgain() {
    return checks.stream()
        .map(Classified::check)
        .filter(check -> check.id() != null && check.id().equals(rerun.get(check.name())))
        .toList();
  }

  static boolean isChance(FailureClass failureClass) {
    return failureClass == FailureClass.FLAKY || failureClass == FailureClass.INFRASTRUCTURE;
  }

  /** What a fixer is for, the most pressing first: nothing can be checked over a conflict. */
  Optional<Work> work() {
    if (report == null) {
      return Optional.empty();
    }
    if (conflicts()) {
      return Optional.of(
          new Work(
              FixKind.CONFLICT,
              key(FixKind.CONFLICT, List.of(report.headSha())),
              List.of("Merge conflict with " + report.baseBranch()),
              List.of()));
    }
    if (says(Ci.FAILURE)) {
      return failures();
    }
    return says(Ci.SUCCESS) ? feedback() : Optional.empty();
  }

  /** What reviewers said, by the project's mode, and nobody dealt with yet. */
  List<Feedback> openFeedback() {
    if (report == null || settings.reviewMode() == ReviewMode.OFF) {
      return List.of();
    }
    var all = settings.reviewMode() == ReviewMode.ALL_FEEDBACK;
    return report.feedback().stream()
        .filter(it -> all || it.demand())
        .filter(it -> !isDealtWith(it.id()))
        .toList();
  }

  /** How often an agent died over this work. */
  long deaths(Work work) {
    return past.stream()
        .filter(it -> it.key().equals(work.key()) && it.outcome() == Outcome.DIED)
        .count();
  }

  /** How this work ended before, unless it may be tried again. */
  Optional<Outcome> settled(Work work) {
    return past.stream()
        .filter(it -> it.key().equals(work.key()))
        .map(Past::outcome)
        .filter(it -> it != Outcome.DIED && it != Outcome.SUPERSEDED)
        .findFirst();
  }

  Optional<Budget> usedUp() {
    return budgets.stream().filter(Budget::isUsedUp).findFirst();
  }

  private Optional<Work> failures() {
    var mendable = checks(this::isMendable);
    if (report == null || mendable.isEmpty() || !unclassified().isEmpty()) {
      return Optional.empty();
    }
    var names = mendable.stream().map(FailedCheck::name).sorted().toList();
    var parts = Stream.concat(Stream.of(report.headSha()), names.stream()).toList();
    return Optional.of(new Work(FixKind.CI, key(FixKind.CI, parts), names, List.of()));
  }

  private Optional<Work> feedback() {
    var open = openFeedback();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    var ids = open.stream().map(Feedback::id).sorted().toList();
    return Optional.of(
        new Work(
            FixKind.REVIEW,
            key(FixKind.REVIEW, ids),
            open.stream().map(RatchetFacts::place).distinct().toList(),
            ids));
  }

  boolean isMendable(FailureClass failureClass) {
    return failureClass == FailureClass.CODE
        || failureClass == FailureClass.UNKNOWN && settings.fixUnknown();
  }

  private boolean isDealtWith(String item) {
    return past.stream().anyMatch(it -> it.outcome() == Outcome.FIXED && it.items().contains(item));
  }

  private Stream<FailureClass> classes() {
    return checks.stream()
        .<FailureClass>mapMulti(
            (it, out) -> {
              if (it.failureClass() != null) {
                out.accept(it.failureClass());
              }
            });
  }

  private static String place(Feedback feedback) {
    return feedback.path() == null
        ? "Review by " + feedback.author()
        : feedback.path() + (feedback.line() == null ? "" : ":" + feedback.line());
  }

  private static String key(FixKind kind, List<String> parts) {
    return kind + " " + Digest.of(parts);
  }
}
