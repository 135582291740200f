package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;

/**
 * A delta that went out, without its entries.
 *
 * @param sequence that its reader holds afterwards
 * @param sources what brought the changes in it
 * @param facets the parts that had changed
 * @param changed the first of those in it, {@code changedCount} in all
 * @param removed the first of those taken off, {@code removedCount} in all
 * @param deliveryMs from the first change in it to its being handed to the broker
 */
record ToldDelta(
    long sequence,
    Instant at,
    List<String> sources,
    List<String> facets,
    List<WorkspaceId> changed,
    int changedCount,
    List<WorkspaceId> removed,
    int removedCount,
    int bytes,
    double deliveryMs) {

  private static final int NAMED = 50;

  static ToldDelta of(
      long sequence, Instant at, Untold.Cause cause, Ids ids, int bytes, long nanos) {
    return new ToldDelta(
        sequence,
        at,
        List.copyOf(cause.sources()),
        List.copyOf(cause.facets()),
        first(ids.changed()),
        ids.changed().size(),
        first(ids.removed()),
        ids.removed().size(),
        bytes,
        Durations.millis(nanos));
  }

  /** Whom a delta tells of. */
  record Ids(List<WorkspaceId> changed, List<WorkspaceId> removed) {}

  private static List<WorkspaceId> first(List<WorkspaceId> ids) {
    return List.copyOf(ids.subList(0, Math.min(NAMED, ids.size())));
  }
}
