package dev.factoryfactory.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measured times, and what is said of them. */
final class Series {

  private final List<Double> milliseconds = new ArrayList<>();

  void addNanos(long nanos) {
    milliseconds.add(nanos / 1e6);
  }

  /** The value below which this part of all lies. */
  double percentile(double part) {
    var sorted = milliseconds.stream().sorted().toList();
    var index = (int) Math.ceil(part * sorted.size()) - 1;
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.clamp(index, 0, sorted.size() - 1));
  }

  double p50() {
    return percentile(0.5);
  }

  double p99() {
    return percentile(0.99);
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    var digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
