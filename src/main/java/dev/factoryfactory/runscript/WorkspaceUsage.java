package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all that runs in a workspace uses, over the last minutes.
 *
 * @param samples oldest first, one every few seconds
 * @param cpuLimit in percent of one processor: above it for half a minute is worth a warning
 * @param memoryLimit in bytes: above it is worth a warning
 * @param warnings what is above its limit now
 */
public record WorkspaceUsage(
    WorkspaceId workspaceId,
    List<Sample> samples,
    double cpuLimit,
    long memoryLimit,
    List<Warning> warnings) {

  /** The same without what is known already to whoever listens. */
  WorkspaceUsage latest() {
    var last = samples.subList(Math.max(0, samples.size() - 1), samples.size());
    return new WorkspaceUsage(workspaceId, last, cpuLimit, memoryLimit, warnings);
  }

  /**
   * One look.
   *
   * @param cpuPercent since the look before; 100 is one processor
   * @param memoryBytes resident; {@code null} where it can't be read
   * @param ports on which any of the processes listens; empty where it can't be read
   */
  public record Sample(
      Instant at,
      int processes,
      double cpuPercent,
      @Nullable Long memoryBytes,
      Collection<Integer> ports) {}

  /**
   * A limit that is passed.
   *
   * @param message what is used and what may be done
   */
  public record Warning(Kind kind, String message) {}

  /** What there is a limit of. */
  public enum Kind {
    CPU,
    MEMORY
  }
}
