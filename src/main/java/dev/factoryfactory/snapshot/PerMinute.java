package dev.factoryfactory.snapshot;

import java.time.Instant;

/** How often something happened within the last minute, to the second, in constant space. */
final class PerMinute {

  private static final int SECONDS = 60;

  private final int[] counts = new int[SECONDS];
  private final long[] seconds = new long[SECONDS];

  void add(Instant at) {
    var second = at.getEpochSecond();
    var place = Math.floorMod(second, SECONDS);
    if (seconds[place] != second) {
      seconds[place] = second;
      counts[place] = 0;
    }
    counts[place]++;
  }

  int count(Instant now) {
    var sum = 0;
    for (int place = 0; place < SECONDS; place++) {
      var age = now.getEpochSecond() - seconds[place];
      sum += age >= 0 && age < SECONDS ? counts[place] : 0;
    }
    return sum;
  }
}
