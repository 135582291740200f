package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's ratchet, as it is stored.
 *
 * @param autoMerge {@code null} for what the project wants
 * @param decision the row of the table that decided last
 * @param observed what GitHub said when it was last looked at, by name
 */
record RatchetRow(
    ProjectId projectId,
    WorkspaceId workspaceId,
    long version,
    boolean enabled,
    @Nullable Boolean autoMerge,
    Shown shown,
    @Nullable Instant decidedAt,
    @Nullable Map<String, String> observed) {

  /** What people see of it. */
  record Shown(
      RatchetState state,
      @Nullable DecisionRule decision,
      @Nullable String reason,
      @Nullable Integer attempt,
      @Nullable Integer attempts) {}

  /** Whether what is green and approved is merged. */
  boolean merges(RatchetSettings settings) {
    return autoMerge == null ? settings.autoMerge() : autoMerge;
  }

  RatchetFacet facet() {
    return new RatchetFacet(
        projectId,
        workspaceId,
        version,
        enabled,
        shown.state(),
        shown.reason(),
        shown.attempt(),
        shown.attempts());
  }
}
