package dev.factoryfactory.snapshot;

import dev.factoryfactory.github.PullRequestFacet;
import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.ratchet.RatchetFacet;
import dev.factoryfactory.runscript.RunScriptFacet;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.snapshot.Entry.FacetState;
import dev.factoryfactory.snapshot.Entry.Stamp;
import dev.factoryfactory.terminal.TerminalFacet;
import dev.factoryfactory.workspace.GitFacet;
import dev.factoryfactory.workspace.WorkspaceFacet;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The place of one workspace: the newest facet of each kind and what clients were told of it. It
 * stays after the workspace has gone, so that nothing late can bring the entry back. Guarded by its
 * {@link ProjectSnapshot}.
 */
final class Slot {

  private final Map<FacetKind, Held> held = new EnumMap<>(FacetKind.class);
  private final Set<String> newSources = new LinkedHashSet<>();
  private boolean goneForGood;
  private long version;
  private @Nullable WrittenEntry told;
  private long toldIn;

  /** A facet as it came. */
  private record Held(Facet facet, String source, Instant at) {}

  /** Takes a facet over if it is newer than the one held; nothing else decides. */
  boolean accept(Facet facet, String source, Instant at) {
    var kind = FacetKind.of(facet);
    if (goneForGood || !isNewer(facet)) {
      return false;
    }
    held.put(kind, new Held(facet, source, at));
    newSources.add(source);
    return true;
  }

  boolean isNewer(Facet facet) {
    var known = held.get(FacetKind.of(facet));
    return !goneForGood && (known == null || facet.revision() > known.facet().revision());
  }

  /** Takes the workspace away for good. */
  boolean remove(String source) {
    if (goneForGood) {
      return false;
    }
    goneForGood = true;
    held.clear();
    newSources.add(source);
    return true;
  }

  @Nullable Facet facet(FacetKind kind) {
    var known = held.get(kind);
    return known == null ? null : known.facet();
  }

  /** The entry that clients hold; {@code null} when they hold none. */
  @Nullable WrittenEntry told() {
    return told;
  }

  /** The sequence of the delta that told of the last change. */
  long toldIn() {
    return toldIn;
  }

  /**
   * Brings what is told up to date with the facets.
   *
   * @param sequence of the delta that will tell it
   * @return whether clients have something to learn
   */
  boolean tell(long sequence, Instant now, EntryWriter writer) {
    var source = String.join("+", newSources);
    newSources.clear();
    var facts = facts();
    if (facts == null) {
      return forget(sequence);
    }
    var next = Entry.of(facts, new Stamp(version + 1, now, source, states()));
    if (told != null && told.entry().showsTheSameAs(next)) {
      return false;
    }
    version++;
    told = writer.write(next);
    toldIn = sequence;
    return true;
  }

  private boolean forget(long sequence) {
    if (told == null) {
      return false;
    }
    told = null;
    toldIn = sequence;
    return true;
  }

  /** What the entry is made from; {@code null} when there is none to show. */
  private @Nullable WorkspaceFacts facts() {
    return facet(FacetKind.WORKSPACE) instanceof WorkspaceFacet workspace
            && workspace.status() != WorkspaceStatus.ARCHIVED
        ? new WorkspaceFacts(
            workspace,
            (GitFacet) facet(FacetKind.GIT),
            (PullRequestFacet) facet(FacetKind.PULL_REQUEST),
            (SessionFacet) facet(FacetKind.SESSION),
            (RatchetFacet) facet(FacetKind.RATCHET),
            (TerminalFacet) facet(FacetKind.TERMINAL),
            (RunScriptFacet) facet(FacetKind.RUN_SCRIPT))
        : null;
  }

  private Map<String, FacetState> states() {
    var states = new HashMap<String, FacetState>();
    held.forEach(
        (kind, it) ->
            states.put(
                kind.wireName(), new FacetState(it.facet().revision(), it.source(), it.at())));
    return states;
  }
}
