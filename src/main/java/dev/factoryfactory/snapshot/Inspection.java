package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How the picture of a project came to be what it is. Lists are bounded, newest first, and begin
 * when the project was loaded.
 *
 * @param at when it was put together
 * @param entries how many the picture has
 * @param subscribers to the project's topic
 * @param deliveryMs of the deltas listed
 * @param rules the table of reasons
 */
record Inspection(
    ProjectId projectId,
    String epoch,
    long sequence,
    Instant at,
    int entries,
    int subscribers,
    List<ToldDelta> deltas,
    int deltasLastMinute,
    Percentiles deliveryMs,
    List<ReconcileRun> reconciles,
    List<HealedDrift> drift,
    List<Rule> rules) {

  private static final List<Rule> RULES = Arrays.stream(ReasonRule.values()).map(Rule::of).toList();

  static Inspection of(ProjectSnapshot snapshot, int subscribers) {
    var state = snapshot.state();
    var at = snapshot.now();
    var journal = snapshot.journal().read(at);
    return new Inspection(
        snapshot.project(),
        state.epoch(),
        state.sequence(),
        at,
        state.entries(),
        subscribers,
        journal.deltas(),
        journal.deltasLastMinute(),
        Percentiles.of(journal.deltas()),
        journal.reconciles(),
        journal.drift(),
        RULES);
  }

  /** A row of the table of reasons. */
  record Rule(int number, String condition, ReasonCode code) {

    private static Rule of(ReasonRule rule) {
      return new Rule(rule.number(), rule.condition(), rule.code());
    }
  }

  /** How long telling took. */
  record Percentiles(double p50, double p95) {

    private static Percentiles of(List<ToldDelta> deltas) {
      var values = deltas.stream().map(ToldDelta::deliveryMs).toList();
      return new Percentiles(Durations.percentile(values, 50), Durations.percentile(values, 95));
    }
  }
}
