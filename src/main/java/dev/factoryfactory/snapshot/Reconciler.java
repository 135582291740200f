package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.snapshot.LiveProjects.Live;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has every held project compared with the owners of its facets, each never twice at a time. */
@Component
class Reconciler {

  static final String SOURCE = "reconciler";

  private final LiveProjects live;
  private final ProjectSnapshotService snapshots;
  private final List<FacetSource> sources;
  private final Audience audience;
  private final SnapshotProperties properties;
  private final SnapshotMeters meters;
  private final Inspector inspector;
  private final ReentrantLock running = new ReentrantLock();
  private final Map<ProjectId, CompletableFuture<ReconcileRun>> underWay =
      new ConcurrentHashMap<>();

  Reconciler(
      LiveProjects live,
      ProjectSnapshotService snapshots,
      List<FacetSource> sources,
      Audience audience,
      SnapshotProperties properties,
      SnapshotMeters meters,
      Inspector inspector) {
    this.live = live;
    this.snapshots = snapshots;
    this.sources = sources;
    this.audience = audience;
    this.properties = properties;
    this.meters = meters;
    this.inspector = inspector;
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
        compareAll();
      } finally {
        running.unlock();
      }
    }
  }

  /** Compares one project now, or waits for the comparison that is under way, and tells of it. */
  ReconcileRun reconcile(ProjectId project) {
    live.get(project);
    return compare(live.find(project).orElseThrow());
  }

  /** An open page asks for nothing and must not be forgotten for it. */
  private void keepWhatIsLookedAt() {
    if (audience.listensToNeeds()) {
      snapshots.loadAll();
    }
    live.all().stream()
        .map(it -> it.snapshot().project())
        .filter(it -> audience.listensTo(it) || audience.inspects(it))
        .forEach(live::touch);
  }

  private void compareAll() {
    for (var project : live.all()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      if (project.snapshot().isLoaded()) {
        compare(project);
      }
    }
  }

  private ReconcileRun compare(Live live) {
    var project = live.snapshot().project();
    var mine = new CompletableFuture<ReconcileRun>();
    var other = underWay.putIfAbsent(project, mine);
    if (other != null) {
      return other.join();
    }
    try {
      var comparison = new Comparison(live, sources, meters, properties.settle());
      mine.complete(comparison.run());
      return mine.join();
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(project, mine);
      inspector.changed(project);
    }
  }
}
