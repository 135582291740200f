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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds what nobody told of, without a git: every two seconds where base branches stand and what
 * changed where somebody works unwatched, and in all worktrees once a minute whatever changed.
 */
@Component
class GitSweep {

  private static final Logger log = LoggerFactory.getLogger(GitSweep.class);
  private static final Duration WARM = Duration.ofMinutes(10);

  /** What a tick may take of its time for worktrees that are worked in but not watched. */
  private static final long UNWATCHED_SHARE = 50;

  private final WorkspaceStore store;
  private final GitFacets facets;
  private final GitWatches watches;
  private final GitRefs refs;
  private final Timer duration;
  private final long ticksInRound;
  private final Map<BaseRef, Base> bases = new HashMap<>();
  private final AtomicBoolean readingFirsts = new AtomicBoolean();
  private final Duration interval;
  private final ArrayDeque<WorkspaceId> round = new ArrayDeque<>();
  private final Map<WorkspaceId, Long> refStamps = new HashMap<>();
  private long ticks;
  private int turn;
  private int perTick;

  private record BaseRef(Path common, String ref) {}

  /** Where a base branch was seen last, and the times of what is the repository's as a whole. */
  private record Base(@Nullable String commit, long settings) {}

  GitSweep(
      WorkspaceStore store,
      GitFacets facets,
      GitWatches watches,
      GitRefs refs,
      WorkspaceProperties properties,
      MeterRegistry meters) {
    this.store = store;
    this.facets = facets;
    this.watches = watches;
    this.refs = refs;
    this.duration = meters.timer("factory-factory.git.sweep");
    this.interval = properties.gitSweep();
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
      var id = round.remove();
      // Where each folder is watched, a file that was written in place has been told of.
      look(
          id,
          watches.covers(id)
              ? trace -> trace.headHolds() && trace.foldersHold()
              : WorktreeTrace::holds);
      lookAtRefs(id);
    }
  }

  private void beginRound() {
    var ready = store.readyIds();
    var known = Set.copyOf(facets.readings().keySet());
    var gone = new HashSet<>(known);
    ready.forEach(gone::remove);
    gone.forEach(facets::refresh);
    refStamps.keySet().retainAll(known);
    round.clear();
    round.addAll(known);
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
            var settings = Stream.of("config", "packed-refs").map(ref.common()::resolve).toList();
            var stamp = WorktreeTrace.stamp(settings);
            var now = new Base(refs.commit(ref.common(), ref.ref()), stamp);
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
    for (int i = 0; i < ids.size() && isLeft(begun, UNWATCHED_SHARE); i++) {
      turn = (turn + 1) % ids.size();
      lookIfUnwatched(ids.get(turn), readings.get(ids.get(turn)));
    }
  }

  private boolean isLeft(long begun, long share) {
    return System.nanoTime() - begun < interval.toNanos() / share;
  }

  private void lookIfUnwatched(WorkspaceId id, @Nullable GitReading reading) {
    if (reading == null || watches.covers(id)) {
      return;
    }
    if (reading.trace().isWhole() && facets.isWarm(id, WARM)) {
      look(id, WorktreeTrace::holds);
      lookAtRefs(id);
    } else if (!watches.covers(id, reading.place().own())) {
      look(id, WorktreeTrace::headHolds);
      lookAtRefs(id);
    }
  }

  private void look(WorkspaceId id, Predicate<WorktreeTrace> question) {
    var reading = facets.readings().get(id);
    if (reading != null && !question.test(reading.trace())) {
      facets.refresh(id);
    }
  }

  private void lookAtRefs(WorkspaceId id) {
    var reading = facets.readings().get(id);
    if (reading != null) {
      Long stamp = reading.stampRefs();
      if (!stamp.equals(refStamps.put(id, stamp))) {
        facets.follow(id);
      }
    }
  }
}
