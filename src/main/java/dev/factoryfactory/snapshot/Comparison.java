package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.snapshot.LiveProjects.Live;
import dev.factoryfactory.snapshot.ReconcileRun.FailedRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One comparison of a project with the owners of its facets. What an owner has and no event brought
 * is drift: healed, counted and logged with both values. A read that fails changes nothing.
 */
final class Comparison {

  private static final Logger log = LoggerFactory.getLogger(Comparison.class);

  private final Live project;
  private final ProjectSnapshot snapshot;
  private final List<FacetSource> sources;
  private final SnapshotMeters meters;
  private final Duration settle;
  private final List<Doubt> doubts = new ArrayList<>();
  private final List<FailedRead> failedReads = new ArrayList<>();

  Comparison(Live project, List<FacetSource> sources, SnapshotMeters meters, Duration settle) {
    this.project = project;
    this.snapshot = project.snapshot();
    this.sources = sources;
    this.meters = meters;
    this.settle = settle;
  }

  /** A difference that an event may still explain. */
  private sealed interface Doubt {

    WorkspaceId workspace();

    FacetKind kind();

    record Newer(FacetKind kind, Facet facet) implements Doubt {

      @Override
      public WorkspaceId workspace() {
        return facet.workspaceId();
      }
    }

    record Missing(WorkspaceId workspace) implements Doubt {

      @Override
      public FacetKind kind() {
        return FacetKind.WORKSPACE;
      }
    }
  }

  ReconcileRun run() {
    var startedAt = snapshot.now();
    var startedNanos = System.nanoTime();
    // What comes after this is nobody's to miss.
    var known = snapshot.workspaces();
    sources.forEach(source -> compare(source, known));
    var nanos = System.nanoTime() - startedNanos;
    var drift = resolve();
    meters.reconciled(nanos);
    var run =
        new ReconcileRun(
            startedAt, Durations.millis(nanos), known.size(), drift, List.copyOf(failedReads));
    snapshot.journal().add(run);
    return run;
  }

  private void compare(FacetSource source, Set<WorkspaceId> known) {
    read(source)
        .ifPresent(
            facets -> {
              facets.stream()
                  .filter(snapshot::isNewer)
                  .forEach(facet -> doubts.add(new Doubt.Newer(source.kind(), facet)));
              if (source.kind() == FacetKind.WORKSPACE) {
                missing(known, facets).forEach(id -> doubts.add(new Doubt.Missing(id)));
              }
            });
  }

  private Optional<List<? extends Facet>> read(FacetSource source) {
    try {
      return Optional.of(source.of(snapshot.project()));
    } catch (RuntimeException e) {
      meters.failedRead(source.kind());
      failedReads.add(FailedRead.of(source.kind(), e));
      log.warn(
          "The {} facets of project {} could not be read and stay as they are",
          source.kind().wireName(),
          snapshot.project(),
          e);
      return Optional.empty();
    }
  }

  private static Set<WorkspaceId> missing(Set<WorkspaceId> known, List<? extends Facet> facets) {
    var missing = new LinkedHashSet<>(known);
    facets.forEach(facet -> missing.remove(facet.workspaceId()));
    return missing;
  }

  private int resolve() {
    if (doubts.isEmpty()) {
      return 0;
    }
    // An event may be under way between its commit and here.
    LockSupport.parkNanos(settle.toNanos());
    return (int) doubts.stream().filter(this::heal).count();
  }

  private boolean heal(Doubt doubt) {
    var shown = snapshot.held(doubt.workspace(), FacetKind.WORKSPACE).orElse(null);
    var held = snapshot.held(doubt.workspace(), doubt.kind()).orElse(null);
    var owner = doubt instanceof Doubt.Newer(_, var facet) ? facet : null;
    var healed =
        owner == null
            ? snapshot.remove(doubt.workspace(), Reconciler.SOURCE)
            : snapshot.accept(owner, Reconciler.SOURCE);
    if (healed) {
      project.pacer().nudge();
      meters.drift(doubt.kind());
      snapshot
          .journal()
          .add(HealedDrift.of(snapshot.now(), doubt.workspace(), shown, doubt.kind(), held, owner));
      log(doubt, held, owner);
    }
    return healed;
  }

  private static void log(Doubt doubt, @Nullable Facet held, @Nullable Facet owner) {
    log.warn(
        "Drift in the {} facet of workspace {}: held {}, its owner has {}",
        doubt.kind().wireName(),
        doubt.workspace(),
        held == null ? "none" : held,
        owner == null ? "none" : owner);
  }
}
