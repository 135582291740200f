package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.WorkspaceFacet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A facet that no event had brought up to date.
 *
 * @param heldRevision {@code null} when none was held
 * @param ownerRevision {@code null} when the owner has it no more
 * @param held the value that was shown, cut when it is long
 * @param owner the value that is right
 * @param differences the values in them that differ, the first few
 */
record HealedDrift(
    Instant at,
    WorkspaceId workspaceId,
    @Nullable String workspaceName,
    String facet,
    @Nullable Long heldRevision,
    @Nullable Long ownerRevision,
    @Nullable String held,
    @Nullable String owner,
    List<FacetDifference> differences) {

  private static final int LONGEST = 2000;

  /** Both can't be missing at once. */
  static HealedDrift of(
      Instant at,
      WorkspaceId workspace,
      @Nullable Facet shown,
      FacetKind kind,
      @Nullable Facet held,
      @Nullable Facet owner) {
    return new HealedDrift(
        at,
        workspace,
        shown instanceof WorkspaceFacet named ? named.name() : null,
        kind.wireName(),
        held == null ? null : held.revision(),
        owner == null ? null : owner.revision(),
        text(held),
        text(owner),
        held == null || owner == null ? List.of() : FacetDifference.between(held, owner));
  }

  private static @Nullable String text(@Nullable Facet facet) {
    return facet == null ? null : cut(facet.toString(), LONGEST);
  }

  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
