package dev.factoryfactory.ratchet;

import dev.factoryfactory.ratchet.Decision.Classify;
import dev.factoryfactory.ratchet.Decision.Fix;
import dev.factoryfactory.ratchet.Decision.Merge;
import dev.factoryfactory.ratchet.Decision.Read;
import dev.factoryfactory.ratchet.Decision.Rerun;
import dev.factoryfactory.ratchet.Decision.Rest;
import dev.factoryfactory.ratchet.RatchetFacts.Work;
import dev.factoryfactory.ratchet.RatchetPullRequests.Ci;
import dev.factoryfactory.ratchet.RatchetPullRequests.Review;
import dev.factoryfactory.ratchet.RatchetPullRequests.State;
import dev.factoryfactory.ratchet.evidence.FailureClass;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done for a pull request: the first row whose condition holds decides. The rows are the
 * table in {@code docs/ratchet.md}, word for word, and their names are codes on the wire.
 */
enum DecisionRule {
  OFF("auto-fix is off", facts -> !facts.enabled(), rest("Auto-fix is off for this workspace.")),
  NO_PULL_REQUEST(
      "there is no pull request",
      facts -> facts.pullRequest() == null,
      rest("There is no pull request yet.")),
  MERGED(
      "the pull request is merged",
      facts -> facts.is(State.MERGED),
      rest("The pull request is merged.")),
  CLOSED("it is closed", facts -> facts.is(State.CLOSED), rest("The pull request is closed.")),
  FIXER_ACTIVE(
      "a fixer is at work",
      facts -> facts.running() != null && !facts.running().verifying(),
      facts -> new Rest("An agent works on %s.".formatted(kind(facts).words()))),
  VERIFYING(
      "a fixer has pushed, and checks of that have no result yet",
      facts -> facts.running() != null,
      facts ->
          new Rest("What an agent pushed for %s is being checked.".formatted(kind(facts).words()))),
  ALL_PAUSED(
      "auto-fix is paused everywhere",
      RatchetFacts::paused,
      rest("Auto-fix is paused for all workspaces.")),
  NO_WORKTREE(
      "the workspace has no usable worktree",
      facts -> facts.branch() == null,
      rest("The workspace has no worktree that an agent could work in.")),
  PROBLEM(
      "GitHub can't be read, or was not yet",
      facts -> DecisionWords.unread(facts) != null,
      facts -> new Rest(Objects.requireNonNull(DecisionWords.unread(facts)))),
  UNREAD(
      "it conflicts, its checks failed or passed, and it was not read in full since it last changed",
      facts ->
          facts.report() == null
              && (facts.conflicts() || facts.says(Ci.FAILURE) || facts.says(Ci.SUCCESS)),
      _ -> new Read("The pull request is being read.")),
  UNCLASSIFIED(
      "no conflict, checks failed, and it is not known yet why",
      facts -> !facts.conflicts() && facts.says(Ci.FAILURE) && !facts.unclassified().isEmpty(),
      facts ->
          new Classify(
              "The logs of what failed are being read: %s."
                  .formatted(DecisionWords.names(facts.unclassified())),
              facts.unclassified())),
  OTHER_BRANCH(
      "there is work for a fixer, but the worktree has another branch checked out",
      facts -> facts.work().isPresent() && !onItsBranch(facts),
      facts ->
          new Rest(
              "The worktree is not on the pull request's branch, so no agent can mend it there.")),
  AGENT_DIED(
      "there is work, and agents died over the very same four times",
      facts -> facts.work().filter(work -> facts.deaths(work) > 3).isPresent(),
      facts -> new Rest("Four agents in a row died over %s.".formatted(subject(facts)))),
  TRIED(
      "there is work, and an agent ended the very same before without mending it",
      facts -> facts.work().flatMap(facts::settled).isPresent(),
      facts ->
          new Rest(
              "An agent was at %s and nothing changed since (%s)."
                  .formatted(
                      subject(facts),
                      DecisionWords.small(facts.work().flatMap(facts::settled).orElseThrow())))),
  OUT_OF_BUDGET(
      "there is work, and a limit is reached",
      facts -> facts.work().isPresent() && facts.usedUp().isPresent(),
      facts -> new Rest("%s.".formatted(facts.usedUp().orElseThrow().words()))),
  AGENT_BUSY(
      "there is work, and a session of the workspace is busy or waits for a person",
      facts -> facts.work().isPresent() && facts.agentBusy(),
      facts ->
          new Rest(
              "%s waits until the agents of this workspace are idle."
                  .formatted(DecisionWords.capital(subject(facts))))),
  FIX(
      "there is work",
      facts -> facts.work().isPresent(),
      facts -> new Fix("An agent is sent for %s.".formatted(subject(facts)), work(facts))),
  RERUN(
      "a check failed by chance or for its machine, and had no second try on this commit",
      facts -> facts.says(Ci.FAILURE) && !facts.worthARerun().isEmpty(),
      facts ->
          new Rerun(
              "Not the code's fault, run again: %s."
                  .formatted(DecisionWords.names(facts.worthARerun())),
              facts.worthARerun())),
  RUNNING_AGAIN(
      "such a check was started again, and GitHub does not show it yet",
      facts -> facts.says(Ci.FAILURE) && !facts.startedAgain().isEmpty(),
      facts -> new Rest("Run again: %s.".formatted(DecisionWords.names(facts.startedAgain())))),
  RERUN_FAILED(
      "such a check failed its second try too",
      facts -> facts.says(Ci.FAILURE) && facts.anyCheck(RatchetFacts::isChance),
      facts ->
          new Rest(
              "Failed again after another run, though not for the code: %s. A person has to look."
                  .formatted(DecisionWords.names(facts.checks(RatchetFacts::isChance))))),
  BILLING(
      "a check failed for money or quota",
      failed(FailureClass.BILLING_OR_QUOTA),
      facts ->
          new Rest(
              "An account has run out of money or quota: %s."
                  .formatted(
                      DecisionWords.names(
                          facts.checks(it -> it == FailureClass.BILLING_OR_QUOTA))))),
  BASE_BROKEN(
      "a check fails on the base branch in the same way",
      failed(FailureClass.BASE_BROKEN),
      facts ->
          new Rest(
              "The base branch fails in the same way, which is for those to mend who broke it: %s."
                  .formatted(
                      DecisionWords.names(facts.checks(it -> it == FailureClass.BASE_BROKEN))))),
  UNEXPLAINED(
      "checks failed otherwise",
      facts -> facts.says(Ci.FAILURE),
      facts ->
          new Rest(
              "Nothing says why checks failed%s. A person has to look."
                  .formatted(
                      facts.checks().isEmpty()
                          ? ""
                          : ": "
                              + DecisionWords.names(
                                  facts.checks(it -> it == FailureClass.UNKNOWN))))),
  CHECKS_RUNNING("checks run", facts -> facts.says(Ci.PENDING), rest("Checks are running.")),
  CHECKS_UNKNOWN(
      "no check is known yet",
      facts -> facts.says(Ci.UNKNOWN),
      rest("GitHub has told of no checks of this commit yet.")),
  WAITING_FOR_REVIEWER(
      "changes are requested, and all that was said is dealt with",
      facts -> facts.says(Review.CHANGES_REQUESTED),
      rest("Green. The reviewer who requested changes has to look again.")),
  DRAFT("it is a draft", facts -> facts.is(State.DRAFT), rest("Green, and still a draft.")),
  READY("auto-merge is off", facts -> !facts.autoMerge(), rest("Green and ready to merge.")),
  NOT_APPROVED(
      "nobody approved it",
      facts -> !facts.says(Review.APPROVED),
      rest("Green. It is merged once somebody approves it.")),
  NOT_MERGEABLE(
      "GitHub would not take it",
      facts -> facts.report() != null && !facts.report().mergeable(),
      facts ->
          new Rest(
              Stream.of("Green and approved, but GitHub holds it back.", obstacle(facts))
                  .collect(Collectors.joining(" "))
                  .strip())),
  MERGE_REFUSED(
      "GitHub refused to merge this very commit",
      RatchetFacts::mergeTried,
      rest("GitHub refused to merge this commit. The timeline has its words.")),
  MERGE("otherwise", _ -> true, _ -> new Merge("Green and approved: it is merged."));

  private final String condition;
  private final Predicate<RatchetFacts> holds;
  private final Function<RatchetFacts, Decision> decision;

  DecisionRule(
      String condition, Predicate<RatchetFacts> holds, Function<RatchetFacts, Decision> decision) {
    this.condition = condition;
    this.holds = holds;
    this.decision = decision;
  }

  /** The row that decides; the last one always holds. */
  static DecisionRule of(RatchetFacts facts) {
    for (var rule : values()) {
      if (rule.holds.test(facts)) {
        return rule;
      }
    }
    throw new IllegalStateException("The last row holds always");
  }

  /** The row of a stored name; {@code null} when there is no such row any more. */
  static @Nullable DecisionRule named(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst().orElse(null);
  }

  /** What this row says to do. */
  Decision decide(RatchetFacts facts) {
    return decision.apply(facts);
  }

  String condition() {
    return condition;
  }

  /** What the card shows meanwhile. */
  RatchetState state(RatchetFacts facts) {
    return switch (this) {
      case FIXER_ACTIVE, VERIFYING -> kind(facts).state();
      case FIX -> work(facts).kind().state();
      case UNREAD, UNCLASSIFIED, RERUN, RUNNING_AGAIN, MERGE -> RatchetState.CHECKING;
      case AGENT_DIED,
          TRIED,
          OUT_OF_BUDGET,
          OTHER_BRANCH,
          RERUN_FAILED,
          BILLING,
          BASE_BROKEN,
          UNEXPLAINED,
          MERGE_REFUSED ->
          RatchetState.STALLED;
      case OFF,
          NO_PULL_REQUEST,
          MERGED,
          CLOSED,
          ALL_PAUSED,
          NO_WORKTREE,
          PROBLEM,
          AGENT_BUSY,
          CHECKS_RUNNING,
          CHECKS_UNKNOWN,
          WAITING_FOR_REVIEWER,
          DRAFT,
          READY,
          NOT_APPROVED,
          NOT_MERGEABLE ->
          RatchetState.IDLE;
    };
  }

  private static Function<RatchetFacts, Decision> rest(String reason) {
    return _ -> new Rest(reason);
  }

  private static Predicate<RatchetFacts> failed(FailureClass failureClass) {
    return facts -> facts.says(Ci.FAILURE) && facts.anyCheck(failureClass::equals);
  }

  private static boolean onItsBranch(RatchetFacts facts) {
    return facts.report() != null && facts.report().headBranch().equals(facts.branch());
  }

  private static FixKind kind(RatchetFacts facts) {
    return Objects.requireNonNull(facts.running()).kind();
  }

  private static Work work(RatchetFacts facts) {
    return facts.work().orElseThrow();
  }

  private static String subject(RatchetFacts facts) {
    return DecisionWords.subject(work(facts));
  }

  private static String obstacle(RatchetFacts facts) {
    var report = facts.report();
    return report == null || report.obstacle() == null ? "" : report.obstacle();
  }
}
