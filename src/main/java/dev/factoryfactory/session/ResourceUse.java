package dev.factoryfactory.session;

/**
 * What an agent takes of this machine with everything it started.
 *
 * @param cpuPercent over the last seconds; 100 is one processor
 * @param memoryBytes resident
 */
public record ResourceUse(int processes, double cpuPercent, long memoryBytes) {

  private static final double CPU_STEP = 10;
  private static final double MEMORY_STEP = 0.1;
  private static final long SMALL = 16L * 1024 * 1024;

  /** Whether a person would see more than a flicker. */
  boolean differsFrom(ResourceUse shown) {
    long grown = Math.abs(memoryBytes - shown.memoryBytes);
    return Math.abs(cpuPercent - shown.cpuPercent) >= CPU_STEP
        || grown > Math.max(SMALL, shown.memoryBytes * MEMORY_STEP);
  }
}
