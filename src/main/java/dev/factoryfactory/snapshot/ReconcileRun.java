package dev.factoryfactory.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * One comparison of a project with the owners of its facets.
 *
 * @param durationMs spent reading and comparing; the wait for events under way is not in it
 * @param workspaces how many were compared
 * @param drift how many facets were healed
 * @param failedReads the kinds of facets that were not compared
 */
record ReconcileRun(
    Instant startedAt, double durationMs, int workspaces, int drift, List<FailedRead> failedReads) {

  /** Why the facets of one kind were not compared. */
  record FailedRead(String facet, String message) {

    private static final int LONGEST = 300;

    static FailedRead of(FacetKind kind, RuntimeException failure) {
      var said = failure.getMessage();
      var message = said == null ? failure.getClass().getSimpleName() : said;
      return new FailedRead(
          kind.wireName(), message.substring(0, Math.min(LONGEST, message.length())));
    }
  }
}
