package dev.factoryfactory.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * What happened to one project's picture of late, for whoever wants to know why it looks as it
 * does. Bounded, and gone with the picture.
 */
final class Journal {

  private static final int DELTAS = 100;
  private static final int RECONCILES = 20;
  private static final int DRIFT = 100;

  private final Recent<ToldDelta> deltas = new Recent<>(DELTAS);
  private final Recent<ReconcileRun> reconciles = new Recent<>(RECONCILES);
  private final Recent<HealedDrift> drift = new Recent<>(DRIFT);
  private final PerMinute told = new PerMinute();

  /** Everything in it, newest first. */
  record Pages(
      List<ToldDelta> deltas,
      int deltasLastMinute,
      List<ReconcileRun> reconciles,
      List<HealedDrift> drift) {}

  synchronized void add(ToldDelta delta) {
    deltas.add(delta);
    told.add(delta.at());
  }

  synchronized void add(ReconcileRun run) {
    reconciles.add(run);
  }

  synchronized void add(HealedDrift healed) {
    drift.add(healed);
  }

  synchronized Pages read(Instant now) {
    return new Pages(deltas.toList(), told.count(now), reconciles.toList(), drift.toList());
  }
}
