package dev.factoryfactory.platform.process;

import java.time.Duration;

/**
 * What a supervised process takes of the machine, with everything it started.
 *
 * @param processes how many there are
 * @param processor the time they have used so far
 * @param memoryBytes what they hold in memory; what several share counts for each
 */
public record ProcessUse(int processes, Duration processor, long memoryBytes) {

  ProcessUse plus(ProcessUse other) {
    return new ProcessUse(
        processes + other.processes,
        processor.plus(other.processor),
        memoryBytes + other.memoryBytes);
  }
}
