package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.WorkspaceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What was taken over and is not told yet, and why. Guarded by its {@link ProjectSnapshot}. */
final class Untold {

  private final Map<WorkspaceId, Cause> causes = new LinkedHashMap<>();
  private long sinceNanos;

  /** What brought changes, and to which parts. */
  record Cause(Set<String> sources, Set<String> facets) {

    Cause() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    private void add(Cause other) {
      sources.addAll(other.sources);
      facets.addAll(other.facets);
    }
  }

  void add(WorkspaceId workspace, FacetKind kind, String source) {
    if (causes.isEmpty()) {
      sinceNanos = System.nanoTime();
    }
    var cause = causes.computeIfAbsent(workspace, _ -> new Cause());
    cause.sources().add(source);
    cause.facets().add(kind.wireName());
  }

  boolean isEmpty() {
    return causes.isEmpty();
  }

  Set<WorkspaceId> workspaces() {
    return causes.keySet();
  }

  /** When the first of it came, by {@link System#nanoTime()}. */
  long sinceNanos() {
    return sinceNanos;
  }

  Cause causeOf(Collection<WorkspaceId> workspaces) {
    var all = new Cause();
    workspaces.forEach(id -> all.add(Objects.requireNonNull(causes.get(id))));
    return all;
  }

  void clear() {
    causes.clear();
  }
}
