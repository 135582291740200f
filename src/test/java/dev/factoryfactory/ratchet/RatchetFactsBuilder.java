package dev.factoryfactory.ratchet;

import dev.factoryfactory.ratchet.RatchetFacts.Classified;
import dev.factoryfactory.ratchet.RatchetFacts.Past;
import dev.factoryfactory.ratchet.RatchetFacts.Running;
import dev.factoryfactory.ratchet.RatchetPullRequests.Ci;
import dev.factoryfactory.ratchet.RatchetPullRequests.FailedCheck;
import dev.factoryfactory.ratchet.RatchetPullRequests.Feedback;
import dev.factoryfactory.ratchet.RatchetPullRequests.Report;
import dev.factoryfactory.ratchet.RatchetPullRequests.Review;
import dev.factoryfactory.ratchet.RatchetPullRequests.State;
import dev.factoryfactory.ratchet.RatchetPullRequests.Watched;
import dev.factoryfactory.ratchet.RatchetSettings.ReviewMode;
import dev.factoryfactory.ratchet.evidence.FailureClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of a green, open pull request on its branch, of which a test changes what it is about. */
final class RatchetFactsBuilder {

  static final String HEAD = "a".repeat(40);

  boolean enabled = true;
  boolean paused;
  @Nullable String branch = "task";
  boolean linked = true;
  @Nullable State state = State.OPEN;
  Ci ci = Ci.SUCCESS;
  Review review = Review.NONE;
  boolean conflict;
  @Nullable String problem;
  boolean read = true;
  String reportHead = HEAD;
  boolean mergeable = true;
  boolean busy;
  @Nullable Running running;
  boolean autoMerge;
  boolean mergeTried;
  boolean fixUnknown;
  ReviewMode reviewMode = ReviewMode.CHANGES_REQUESTED;
  final List<Classified> checks = new ArrayList<>();
  final List<Feedback> feedback = new ArrayList<>();
  final List<Past> past = new ArrayList<>();
  final Map<String, String> rerun = new HashMap<>();
  final List<Budget> budgets = new ArrayList<>();

  RatchetFactsBuilder failed(String name, @Nullable FailureClass failureClass) {
    ci = Ci.FAILURE;
    checks.add(new Classified(new FailedCheck("run-" + name, name), failureClass));
    return this;
  }

  RatchetFactsBuilder said(String id, boolean demand) {
    feedback.add(new Feedback(id, "thread", "src/a.txt", 3, "ann", "Rename it.", demand));
    return this;
  }

  RatchetFactsBuilder usedUp(Budget.Scope scope) {
    budgets.add(new Budget(scope, Budget.Kind.ATTEMPTS, BigDecimal.TWO, BigDecimal.TWO));
    return this;
  }

  /** As if what there is to mend had been tried, with this end. */
  RatchetFactsBuilder tried(Outcome outcome) {
    var work = build().work().orElseThrow();
    past.addFirst(new Past(work.key(), outcome, work.items()));
    return this;
  }

  RatchetFacts build() {
    var settings = RatchetSettings.DEFAULT;
    return new RatchetFacts(
        enabled,
        paused,
        branch,
        linked ? watched() : null,
        read && linked ? report() : null,
        read && linked ? List.copyOf(checks) : List.of(),
        busy,
        running,
        List.copyOf(past),
        Map.copyOf(rerun),
        List.copyOf(budgets),
        autoMerge,
        mergeTried,
        new RatchetSettings(
            settings.enabledByDefault(),
            reviewMode,
            fixUnknown,
            settings.replyToReviews(),
            settings.autoMerge(),
            settings.mergeMethod(),
            settings.permissions(),
            settings.limits()));
  }

  private Watched watched() {
    return new Watched(
        "https://github.com/acme/shop/pull/7",
        7,
        state,
        state == null ? null : HEAD,
        state == null ? null : ci,
        state == null ? null : review,
        conflict,
        null,
        Instant.EPOCH,
        problem);
  }

  private Report report() {
    return new Report(
        reportHead,
        "task",
        "main",
        ci,
        review,
        conflict,
        checks.stream().map(Classified::check).toList(),
        List.copyOf(feedback),
        mergeable,
        mergeable ? null : "A review is required.");
  }
}
