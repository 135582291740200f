package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.snapshot.LiveProjects.Live;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Compares every held project with the owners of its facets, in bulk. What an owner has and no
 * event brought is drift: healed, counted and logged with both values. A read that fails changes
 * nothing.
 */
@Component
class Reconciler {

  static final String SOURCE = "reconciler";

  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  private final LiveProjects live;
  private final ProjectSnapshotService snapshots;
  private final List<FacetSource> sources;
  private final Audience audience;
  private final SnapshotProperties properties;
  private final MeterRegistry meters;
  private final Timer duration;
  private final ReentrantLock running = new ReentrantLock();

  Reconciler(
      LiveProjects live,
      ProjectSnapshotService snapshots,
      List<FacetSource> sources,
      Audience audience,
      SnapshotProperties properties,
      MeterRegistry meters) {
    this.live = live;
    this.snapshots = snapshots;
    this.sources = sources;
    this.audience = audience;
    this.properties = properties;
    this.meters = meters;
    this.duration = meters.timer("factory-factory.snapshot.reconcile");
  }

  @Scheduled(
      initialDelayString = "${factory-factory.snapshot.reconcile-interval:60s}",
      fixedDelayString = "${factory-factory.snapshot.reconcile-interval:60s}")
  void run() {
    keepWhatIsLookedAt();
    reconcile();
  }

  /** Compares all that is held. A call during another one does nothing. */
  void reconcile() {
    if (running.tryLock()) {
      try {
        duration.record(this::compareAll);
      } finally {
        running.unlock();
      }
    }
  }

  /** An open page asks for nothing and must not be forgotten for it. */
  private void keepWhatIsLookedAt() {
    if (audience.listensToNeeds()) {
      snapshots.loadAll();
    }
    live.all().stream()
        .map(it -> it.snapshot().project())
        .filter(audience::listensTo)
        .forEach(live::touch);
  }

  private void compareAll() {
    var doubts = new ArrayList<Doubt>();
    for (var project : live.all()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      if (project.snapshot().isLoaded()) {
        doubts.addAll(compare(project));
      }
    }
    if (!doubts.isEmpty()) {
      // An event may be under way between its commit and here.
      LockSupport.parkNanos(properties.settle().toNanos());
      doubts.forEach(Doubt::resolve);
    }
  }

  private List<Doubt> compare(Live project) {
    var doubts = new ArrayList<Doubt>();
    // What comes after this is nobody's to miss.
    var known = project.snapshot().workspaces();
    for (var source : sources) {
      read(source, project)
          .ifPresent(
              facets -> {
                facets.stream()
                    .filter(project.snapshot()::isNewer)
                    .forEach(facet -> doubts.add(new Newer(project, source.kind(), facet)));
                if (source.kind() == FacetKind.WORKSPACE) {
                  missing(known, facets).forEach(id -> doubts.add(new Missing(project, id)));
                }
              });
    }
    return doubts;
  }

  private Optional<List<? extends Facet>> read(FacetSource source, Live project) {
    try {
      return Optional.of(source.of(project.snapshot().project()));
    } catch (RuntimeException e) {
      meters
          .counter("factory-factory.snapshot.failed-reads", "facet", source.kind().wireName())
          .increment();
      log.warn(
          "The {} facets of project {} could not be read and stay as they are",
          source.kind().wireName(),
          project.snapshot().project(),
          e);
      return Optional.empty();
    }
  }

  private static LinkedHashSet<WorkspaceId> missing(
      java.util.Set<WorkspaceId> known, List<? extends Facet> facets) {
    var missing = new LinkedHashSet<>(known);
    facets.forEach(facet -> missing.remove(facet.workspaceId()));
    return missing;
  }

  private void count(FacetKind kind) {
    meters.counter("factory-factory.snapshot.drift", "facet", kind.wireName()).increment();
  }

  /** A difference that an event may still explain. */
  private sealed interface Doubt {

    void resolve();
  }

  private final class Newer implements Doubt {

    private final Live project;
    private final FacetKind kind;
    private final Facet facet;

    private Newer(Live project, FacetKind kind, Facet facet) {
      this.project = project;
      this.kind = kind;
      this.facet = facet;
    }

    @Override
    public void resolve() {
      var held = project.snapshot().held(facet.workspaceId(), kind);
      if (project.snapshot().accept(facet, SOURCE)) {
        project.pacer().nudge();
        count(kind);
        log.warn(
            "Drift in the {} facet of workspace {}: held {}, its owner has {}",
            kind.wireName(),
            facet.workspaceId(),
            held.map(Object::toString).orElse("none"),
            facet);
      }
    }
  }

  private final class Missing implements Doubt {

    private final Live project;
    private final WorkspaceId workspace;

    private Missing(Live project, WorkspaceId workspace) {
      this.project = project;
      this.workspace = workspace;
    }

    @Override
    public void resolve() {
      var held = project.snapshot().held(workspace, FacetKind.WORKSPACE);
      if (project.snapshot().remove(workspace, SOURCE)) {
        project.pacer().nudge();
        count(FacetKind.WORKSPACE);
        log.warn("Drift: workspace {} is gone at its owner, held {}", workspace, held.orElse(null));
      }
    }
  }
}
