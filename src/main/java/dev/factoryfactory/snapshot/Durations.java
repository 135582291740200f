package dev.factoryfactory.snapshot;

import java.util.List;

/** Durations as people read them: milliseconds with two decimals. */
final class Durations {

  private static final double NANOS_PER_HUNDREDTH = 10_000;

  private Durations() {}

  static double millis(long nanos) {
    return Math.round(nanos / NANOS_PER_HUNDREDTH) / 100.0;
  }

  /** The smallest value that so many percent of all do not exceed; 0 of none. */
  static double percentile(List<Double> values, int percent) {
    if (values.isEmpty()) {
      return 0;
    }
    var sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
  }
}
