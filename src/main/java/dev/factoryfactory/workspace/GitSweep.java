package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.WorkspaceId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds what nobody told of, without a git: every two seconds where base branches stand and what
 * changed where somebody works unwatched, and every worktree once a minute, a few at a time.
 */
@Component
class GitSweep {

  private static final Logger log = LoggerFactory.getLogger(GitSweep.class);
  private static final Duration WARM = Duration.ofMinutes(10);

  /** What one tick may take for worktrees that are not watched: one part in fifty of a core. */
  private static final Duration BUDGET = Duration.ofMillis(40);

  private final WorkspaceStore store;
  private final GitFacets facets;
  private final GitReader reader;
  private final GitWatches watches;
  private final GitRefs refs;
  private final Timer duration;
  private final long ticksInRound;
  private final Map<BaseRef, Base> bases = new HashMap<>();
  private final AtomicBoolean readingFirsts = new AtomicBoolean();
  private ArrayDeque<WorkspaceId> round = new ArrayDeque<>();
  private long ticks;
  private int turn;
  private int perTick;

  private record BaseRef(Path common, String ref) {}

  /** Where a base branch was seen last; a ref without a commit is news like any other. */
  private record Base(@Nullable String commit) {}

  GitSweep(
      WorkspaceStore store,
      GitFacets facets,
      GitReader reader,
      GitWatches watches,
      GitRefs refs,
      WorkspaceProperties properties,
      MeterRegistry meters) {
    this.store = store;
    this.facets = facets;
    this.reader = reader;
    this.watches = watches;
    this.refs = refs;
    this.duration = meters.timer("factory-factory.git.sweep");
    this.ticksInRound = Math.max(1, properties.gitRefresh().dividedBy(properties.gitSweep()));
  }

  @Scheduled(fixedDelayString = "${factory-factory.workspace.git-sweep:2s}")
  void tick() {
    duration.record(this::sweep);
  }

  private void sweep() {
    var readings = facets.readings();
    followBases(readings);
    lookAtUnwatched(readings);
    if (ticks++ % ticksInRound == 0) {
      beginRound();
    }
    for (int i = 0; i < perTick && !round.isEmpty(); i++) {
      look(round.remove());
    }
  }

  private void beginRound() {
    var ready = store.readyIds();
    var known = Set.copyOf(facets.readings().keySet());
    var gone = new HashSet<>(known);
    ready.forEach(gone::remove);
    gone.forEach(facets::refresh);
    round = new ArrayDeque<>(known);
    perTick = (int) Math.ceilDiv(round.size(), ticksInRound);
    readFirsts(ready.stream().filter(id -> !known.contains(id)).toList());
  }

  /**
   * Reads workspaces for the first time, as after a start: one after the other, with as long a rest
   * after each as it took, so that hundreds of them leave the machine to others.
   */
  private void readFirsts(List<WorkspaceId> ids) {
    if (ids.isEmpty() || !readingFirsts.compareAndSet(false, true)) {
      return;
    }
    Thread.ofVirtual()
        .name("git-first-readings")
        .start(
            () -> {
              try {
                for (var id : ids) {
                  var begun = System.nanoTime();
                  facets.read(id);
                  LockSupport.parkNanos(System.nanoTime() - begun);
                }
              } finally {
                readingFirsts.set(false);
              }
            });
  }

  private void followBases(Map<WorkspaceId, GitReading> readings) {
    var users = new HashMap<BaseRef, List<WorkspaceId>>();
    readings.forEach(
        (id, reading) -> {
          if (reading.baseRef() != null) {
            users
                .computeIfAbsent(
                    new BaseRef(reading.place().common(), reading.baseRef()),
                    _ -> new ArrayList<>())
                .add(id);
          }
        });
    bases.keySet().retainAll(users.keySet());
    users.forEach(
        (ref, ids) -> {
          try {
            var now = new Base(refs.commit(ref.common(), ref.ref()));
            if (!now.equals(bases.put(ref, now))) {
              ids.forEach(facets::follow);
            }
          } catch (IOException e) {
            log.debug("{} can't be read in {}", ref.ref(), ref.common(), e);
          }
        });
  }

  /** Looks at what is worked in but not watched, in turn as far as the budget goes. */
  private void lookAtUnwatched(Map<WorkspaceId, GitReading> readings) {
    var begun = System.nanoTime();
    var ids = List.copyOf(readings.keySet());
    for (int i = 0; i < ids.size() && System.nanoTime() - begun < BUDGET.toNanos(); i++) {
      turn = (turn + 1) % ids.size();
      lookIfUnwatched(ids.get(turn), readings.get(ids.get(turn)));
    }
  }

  private void lookIfUnwatched(WorkspaceId id, @Nullable GitReading reading) {
    if (reading == null || watches.covers(id)) {
      return;
    }
    if (reading.trace() != null && facets.isWarm(id, WARM)) {
      look(id);
    } else if (!watches.covers(id, reading.place().own())) {
      if (reader.holdsInGit(reading)) {
        facets.follow(id);
      } else {
        facets.refresh(id);
      }
    }
  }

  private void look(WorkspaceId id) {
    var reading = facets.readings().get(id);
    if (reading == null) {
      return;
    }
    if (reader.holds(reading)) {
      facets.follow(id);
    } else {
      facets.refresh(id);
    }
  }
}
