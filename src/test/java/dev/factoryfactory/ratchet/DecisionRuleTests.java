package dev.factoryfactory.ratchet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ratchet.Decision.Classify;
import dev.factoryfactory.ratchet.Decision.Fix;
import dev.factoryfactory.ratchet.Decision.Merge;
import dev.factoryfactory.ratchet.Decision.Rerun;
import dev.factoryfactory.ratchet.RatchetFacts.Past;
import dev.factoryfactory.ratchet.RatchetFacts.Running;
import dev.factoryfactory.ratchet.RatchetPullRequests.Ci;
import dev.factoryfactory.ratchet.RatchetPullRequests.FailedCheck;
import dev.factoryfactory.ratchet.RatchetPullRequests.Review;
import dev.factoryfactory.ratchet.RatchetPullRequests.State;
import dev.factoryfactory.ratchet.RatchetSettings.ReviewMode;
import dev.factoryfactory.ratchet.evidence.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class DecisionRuleTests {

  /** For each row, facts that it decides on. */
  private static final Map<DecisionRule, Consumer<RatchetFactsBuilder>> ROWS =
      Map.ofEntries(
          row(DecisionRule.OFF, it -> it.enabled = false),
          row(DecisionRule.NO_PULL_REQUEST, it -> it.linked = false),
          row(DecisionRule.MERGED, it -> it.state = State.MERGED),
          row(DecisionRule.CLOSED, it -> it.state = State.CLOSED),
          row(DecisionRule.FIXER_ACTIVE, it -> it.running = new Running(FixKind.CI, false)),
          row(DecisionRule.VERIFYING, it -> it.running = new Running(FixKind.CI, true)),
          row(DecisionRule.ALL_PAUSED, it -> it.paused = true),
          row(DecisionRule.NO_WORKTREE, it -> it.branch = null),
          row(DecisionRule.PROBLEM, it -> it.problem = "GitHub does not answer."),
          row(DecisionRule.UNREAD, it -> it.read = false),
          row(DecisionRule.UNCLASSIFIED, it -> it.failed("build", null)),
          row(
              DecisionRule.OTHER_BRANCH,
              it -> it.failed("build", FailureClass.CODE).branch = "other"),
          row(
              DecisionRule.AGENT_DIED,
              it ->
                  it.failed("build", FailureClass.CODE)
                      .tried(Outcome.DIED)
                      .tried(Outcome.DIED)
                      .tried(Outcome.DIED)
                      .tried(Outcome.DIED)),
          row(
              DecisionRule.TRIED,
              it -> it.failed("build", FailureClass.CODE).tried(Outcome.GAVE_UP)),
          row(
              DecisionRule.OUT_OF_BUDGET,
              it -> it.failed("build", FailureClass.CODE).usedUp(Budget.Scope.PULL_REQUEST)),
          row(DecisionRule.AGENT_BUSY, it -> it.failed("build", FailureClass.CODE).busy = true),
          row(DecisionRule.FIX, it -> it.failed("build", FailureClass.CODE)),
          row(DecisionRule.RERUN, it -> it.failed("build", FailureClass.FLAKY)),
          row(
              DecisionRule.RUNNING_AGAIN,
              it -> it.failed("build", FailureClass.FLAKY).rerun.put("build", "run-build")),
          row(
              DecisionRule.RERUN_FAILED,
              it -> it.failed("build", FailureClass.INFRASTRUCTURE).rerun.put("build", "earlier")),
          row(DecisionRule.BILLING, it -> it.failed("build", FailureClass.BILLING_OR_QUOTA)),
          row(DecisionRule.BASE_BROKEN, it -> it.failed("build", FailureClass.BASE_BROKEN)),
          row(DecisionRule.UNEXPLAINED, it -> it.failed("build", FailureClass.UNKNOWN)),
          row(DecisionRule.CHECKS_RUNNING, it -> it.ci = Ci.PENDING),
          row(DecisionRule.CHECKS_UNKNOWN, it -> it.ci = Ci.UNKNOWN),
          row(DecisionRule.WAITING_FOR_REVIEWER, it -> it.review = Review.CHANGES_REQUESTED),
          row(DecisionRule.DRAFT, it -> it.state = State.DRAFT),
          row(DecisionRule.READY, _ -> {}),
          row(DecisionRule.NOT_APPROVED, it -> it.autoMerge = true),
          row(
              DecisionRule.NOT_MERGEABLE,
              it -> {
                it.autoMerge = true;
                it.review = Review.APPROVED;
                it.mergeable = false;
              }),
          row(
              DecisionRule.MERGE_REFUSED,
              it -> {
                it.autoMerge = true;
                it.review = Review.APPROVED;
                it.mergeTried = true;
              }),
          row(
              DecisionRule.MERGE,
              it -> {
                it.autoMerge = true;
                it.review = Review.APPROVED;
              }));

  private static Map.Entry<DecisionRule, Consumer<RatchetFactsBuilder>> row(
      DecisionRule rule, Consumer<RatchetFactsBuilder> change) {
    return Map.entry(rule, change);
  }

  @Example
  void everyRowDecidesOnFactsOfItsOwn() {
    assertThat(ROWS.keySet()).containsExactlyInAnyOrder(DecisionRule.values());
    ROWS.forEach(
        (rule, change) -> {
          var facts = new RatchetFactsBuilder();
          change.accept(facts);
          assertThat(DecisionRule.of(facts.build())).isEqualTo(rule);
          assertThat(rule.decide(facts.build()).reason()).isNotBlank();
        });
  }

  @Example
  void theTableInTheDocumentationIsTheCode() throws IOException {
    var rows =
        IntStream.range(0, DecisionRule.values().length)
            .mapToObj(
                index -> {
                  var rule = DecisionRule.values()[index];
                  var facts = new RatchetFactsBuilder();
                  Objects.requireNonNull(ROWS.get(rule)).accept(facts);
                  return "| %d | `%s` | %s | %s | %s |"
                      .formatted(
                          index + 1,
                          rule,
                          rule.condition(),
                          rule.decide(facts.build()).getClass().getSimpleName(),
                          rule.state(facts.build()));
                })
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(Path.of("docs/ratchet.md"))).contains(rows);
  }

  @Example
  void aConflictIsMendedBeforeTheChecksThatItKeepsFromRunning() {
    var facts = new RatchetFactsBuilder().failed("build", FailureClass.CODE);
    facts.conflict = true;
    assertThat(decide(facts))
        .isInstanceOfSatisfying(
            Fix.class, fix -> assertThat(fix.work().kind()).isEqualTo(FixKind.CONFLICT));
  }

  @Example
  void onlyWhatTheCodeIsToBlameForGoesToAnAgent() {
    var facts =
        new RatchetFactsBuilder()
            .failed("unit", FailureClass.CODE)
            .failed("deploy", FailureClass.BILLING_OR_QUOTA)
            .failed("flaky", FailureClass.FLAKY)
            .failed("strange", FailureClass.UNKNOWN);
    assertThat(decide(facts))
        .isInstanceOfSatisfying(
            Fix.class, fix -> assertThat(fix.work().subject()).containsExactly("unit"));
    facts.fixUnknown = true;
    assertThat(decide(facts))
        .isInstanceOfSatisfying(
            Fix.class, fix -> assertThat(fix.work().subject()).containsExactly("strange", "unit"));
  }

  @Example
  void whatIsKnownToBeFlakyIsRunAgainOnlyOnce() {
    var facts =
        new RatchetFactsBuilder()
            .failed("one", FailureClass.FLAKY)
            .failed("two", FailureClass.INFRASTRUCTURE);
    facts.rerun.put("one", "an earlier run");
    assertThat(decide(facts))
        .isInstanceOfSatisfying(
            Rerun.class,
            rerun ->
                assertThat(rerun.checks()).extracting(FailedCheck::name).containsExactly("two"));
  }

  @Example
  void everyLogIsReadBeforeAnAgentIsSent() {
    var facts = new RatchetFactsBuilder().failed("one", FailureClass.CODE).failed("two", null);
    assertThat(decide(facts))
        .isInstanceOfSatisfying(
            Classify.class,
            it -> assertThat(it.checks()).extracting(FailedCheck::name).containsExactly("two"));
  }

  @Example
  void anotherFailureOnTheSameCommitIsOtherWork() {
    var facts = new RatchetFactsBuilder().failed("one", FailureClass.CODE).tried(Outcome.GAVE_UP);
    assertThat(DecisionRule.of(facts.build())).isEqualTo(DecisionRule.TRIED);
    facts.failed("two", FailureClass.CODE);
    assertThat(DecisionRule.of(facts.build())).isEqualTo(DecisionRule.FIX);
  }

  @Example
  void anAgentThatDiedIsFollowedByAnotherThreeTimes() {
    var facts = new RatchetFactsBuilder().failed("build", FailureClass.CODE);
    for (int deaths = 0; deaths < 4; deaths++) {
      assertThat(DecisionRule.of(facts.build())).isEqualTo(DecisionRule.FIX);
      facts.tried(Outcome.DIED);
    }
    assertThat(DecisionRule.of(facts.build())).isEqualTo(DecisionRule.AGENT_DIED);
  }

  @Example
  void feedbackThatAFixerDealtWithIsNotSentAgain() {
    var facts = new RatchetFactsBuilder().said("first", true).tried(Outcome.FIXED);
    assertThat(DecisionRule.of(facts.build())).isEqualTo(DecisionRule.READY);
    facts.said("second", true);
    assertThat(decide(facts))
        .isInstanceOfSatisfying(
            Fix.class, fix -> assertThat(fix.work().items()).containsExactly("second"));
  }

  @Example
  void theModeSaysWhichFeedbackCounts() {
    var facts = new RatchetFactsBuilder().said("remark of a bot", false);
    assertThat(DecisionRule.of(facts.build())).isEqualTo(DecisionRule.READY);
    facts.reviewMode = ReviewMode.ALL_FEEDBACK;
    assertThat(DecisionRule.of(facts.build())).isEqualTo(DecisionRule.FIX);
    facts.said("demand", true).reviewMode = ReviewMode.OFF;
    assertThat(DecisionRule.of(facts.build())).isEqualTo(DecisionRule.READY);
  }

  @Example
  void aReportOfAnotherHeadCountsAsUnread() {
    var facts = new RatchetFactsBuilder().failed("build", FailureClass.CODE);
    facts.reportHead = "b".repeat(40);
    assertThat(DecisionRule.of(facts.build())).isEqualTo(DecisionRule.UNREAD);
  }

  @Property(tries = 5_000)
  void aFixerIsSentOnlyWhereNothingForbidsIt(@ForAll Random random) {
    var builder = anything(random);
    var facts = builder.build();
    var decision = DecisionRule.of(facts).decide(facts);
    if (decision instanceof Fix fix) {
      assertThat(facts.enabled()).isTrue();
      assertThat(facts.paused()).isFalse();
      assertThat(facts.running()).as("never two fixers").isNull();
      assertThat(facts.agentBusy()).as("never beside another agent").isFalse();
      assertThat(facts.is(State.MERGED) || facts.is(State.CLOSED)).isFalse();
      assertThat(builder.problem).as("never on old facts").isNull();
      assertThat(builder.reportHead)
          .as("never on another head")
          .isEqualTo(RatchetFactsBuilder.HEAD);
      assertThat(facts.branch()).isEqualTo("task");
      assertThat(facts.budgets()).as("never over budget").noneMatch(Budget::isUsedUp);
      assertThat(facts.past())
          .noneMatch(
              past ->
                  past.key().equals(fix.work().key())
                      && past.outcome() != Outcome.DIED
                      && past.outcome() != Outcome.SUPERSEDED);
      if (fix.work().kind() == FixKind.CI) {
        assertThat(facts.checks(facts::isMendable)).isNotEmpty();
      }
    }
  }

  @Property(tries = 5_000)
  void itMergesOnlyWhatIsGreenApprovedAndSeen(@ForAll Random random) {
    var builder = anything(random);
    var facts = builder.build();
    if (DecisionRule.of(facts).decide(facts) instanceof Merge) {
      assertThat(facts.autoMerge() && facts.enabled() && !facts.paused()).isTrue();
      assertThat(builder.state).isEqualTo(State.OPEN);
      assertThat(builder.ci).isEqualTo(Ci.SUCCESS);
      assertThat(builder.review).isEqualTo(Review.APPROVED);
      assertThat(builder.conflict).isFalse();
      assertThat(builder.mergeable).isTrue();
      assertThat(builder.reportHead).isEqualTo(RatchetFactsBuilder.HEAD);
      assertThat(facts.openFeedback()).isEmpty();
    }
  }

  @Property(tries = 5_000)
  void itNeverActsOnWhatIsOver(@ForAll Random random) {
    var builder = anything(random);
    builder.state = random.nextBoolean() ? State.MERGED : State.CLOSED;
    var facts = builder.build();
    assertThat(DecisionRule.of(facts).decide(facts)).isInstanceOf(Decision.Rest.class);
  }

  @Property(tries = 2_000)
  void theSameFactsAreTheSameDecision(@ForAll Random random) {
    var facts = anything(random).build();
    var rule = DecisionRule.of(facts);
    assertThat(DecisionRule.of(facts)).isEqualTo(rule);
    assertThat(rule.decide(facts)).isEqualTo(rule.decide(facts));
    assertThat(rule.decide(facts).reason()).isNotBlank().doesNotContain("null");
  }

  private static Decision decide(RatchetFactsBuilder facts) {
    return DecisionRule.of(facts.build()).decide(facts.build());
  }

  /** Facts at random, mostly such that something is to be done. */
  private static RatchetFactsBuilder anything(Random random) {
    var facts = new RatchetFactsBuilder();
    facts.enabled = random.nextInt(8) > 0;
    facts.paused = random.nextInt(8) == 0;
    facts.branch = random.nextInt(8) == 0 ? "other" : random.nextInt(12) == 0 ? null : "task";
    facts.linked = random.nextInt(12) > 0;
    facts.state =
        DecisionRuleTests.<@Nullable State>one(
            random, State.OPEN, State.OPEN, State.OPEN, State.DRAFT, State.MERGED, null);
    facts.ci = one(random, Ci.values());
    facts.review = one(random, Review.values());
    facts.conflict = random.nextInt(6) == 0;
    facts.problem = random.nextInt(10) == 0 ? "It is down." : null;
    facts.read = random.nextInt(6) > 0;
    facts.reportHead = random.nextInt(8) == 0 ? "b".repeat(40) : RatchetFactsBuilder.HEAD;
    facts.mergeable = random.nextBoolean();
    facts.busy = random.nextInt(5) == 0;
    facts.autoMerge = random.nextBoolean();
    facts.mergeTried = random.nextInt(5) == 0;
    facts.fixUnknown = random.nextBoolean();
    facts.reviewMode = one(random, ReviewMode.values());
    if (random.nextInt(6) == 0) {
      facts.running = new Running(one(random, FixKind.values()), random.nextBoolean());
    }
    if (facts.ci == Ci.FAILURE) {
      for (var name : List.of("build", "lint", "test").subList(0, random.nextInt(4))) {
        facts.failed(name, random.nextInt(8) == 0 ? null : one(random, FailureClass.values()));
        if (random.nextInt(3) == 0) {
          facts.rerun.put(name, one(random, "run-" + name, "earlier"));
        }
      }
    }
    if (random.nextBoolean()) {
      facts.said("first", random.nextBoolean());
    }
    if (random.nextInt(6) == 0) {
      facts.usedUp(one(random, Budget.Scope.values()));
    }
    if (facts.build().work().isPresent() && random.nextInt(3) == 0) {
      facts.tried(one(random, Outcome.values()));
    }
    facts.past.add(new Past("CI other", Outcome.STILL_RED, List.of()));
    return facts;
  }

  @SafeVarargs
  private static <T extends @Nullable Object> T one(Random random, T... of) {
    return of[random.nextInt(of.length)];
  }
}
