package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.git.GitFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the git facets of ready workspaces fresh in the background: one reading per workspace at a
 * time, few at once, never while somebody waits, and none where nothing changed.
 */
@Component
class GitFacets implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(GitFacets.class);
  private static final Duration SETTLE = Duration.ofMillis(150);
  private static final Duration BREATHER = Duration.ofSeconds(1);
  private static final Duration LAST_READINGS = Duration.ofSeconds(5);
  private static final int MAX_READINGS = 2;

  private final WorkspaceStore store;
  private final GitReader reader;
  private final GitWatches watches;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Map<WorkspaceId, GitFacet> held = new ConcurrentHashMap<>();
  private final Map<WorkspaceId, GitReading> readings = new ConcurrentHashMap<>();
  private final Map<WorkspaceId, Boolean> due = new ConcurrentHashMap<>();
  private final Map<WorkspaceId, Long> readAt = new ConcurrentHashMap<>();
  private final Map<WorkspaceId, Long> warmAt = new ConcurrentHashMap<>();
  private final AtomicLong revisions = new AtomicLong();
  private final Semaphore permits = new Semaphore(MAX_READINGS);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("git-facets").factory());

  GitFacets(
      WorkspaceStore store,
      GitReader reader,
      GitWatches watches,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.reader = reader;
    this.watches = watches;
    this.events = events;
    this.clock = clock;
    watches.start(this::seen);
  }

  /** The facets held of a project's workspaces. */
  List<GitFacet> of(ProjectId project) {
    return held.values().stream().filter(facet -> facet.projectId().equals(project)).toList();
  }

  /** The last reading of every workspace that is ready. */
  Map<WorkspaceId, GitReading> readings() {
    return Collections.unmodifiableMap(readings);
  }

  /** A workspace that becomes ready is read; one that does not stay so is left alone. */
  @TransactionalEventListener
  void on(WorkspaceFacetChanged event) {
    var id = event.facet().workspaceId();
    if (event.facet().status() != WorkspaceStatus.READY) {
      leave(id);
    } else {
      warm(id); // it is new, or somebody changes something about it
    }
  }

  /** Says that somebody works in a workspace or looks at it; what changed is read soon. */
  void warm(WorkspaceId id) {
    warmAt.put(id, System.nanoTime());
    refresh(id);
  }

  /** Whether anything was done in a workspace lately. */
  boolean isWarm(WorkspaceId id, Duration lately) {
    var at = warmAt.get(id);
    return at != null && System.nanoTime() - at < lately.toNanos();
  }

  /**
   * Looks at a worktree soon and reads it if it changed: at once after quiet, and once a second
   * while an agent keeps changing things, so that fifty of them leave the machine to their work.
   */
  void refresh(WorkspaceId id) {
    if (due.putIfAbsent(id, true) == null) {
      schedule(() -> read(id), delay(readAt.get(id)));
    }
  }

  private void schedule(Runnable reading, Duration delay) {
    try {
      timer.schedule(
          () -> Thread.ofVirtual().name("git-facet").start(reading),
          delay.toNanos(),
          TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("Git is not read any more, the server ends", e);
    }
  }

  private static Duration delay(@Nullable Long lastRead) {
    if (lastRead == null) {
      return SETTLE;
    }
    var left = BREATHER.minusNanos(System.nanoTime() - lastRead);
    return left.compareTo(SETTLE) > 0 ? left : SETTLE;
  }

  /** Follows refs that moved elsewhere; a git is started only if that changes what to compare. */
  void follow(WorkspaceId id) {
    var known = readings.get(id);
    if (known != null && !follow(id, known)) {
      refresh(id);
    }
  }

  /** Whether the refs could be followed; else the worktree has to be read. */
  private boolean follow(WorkspaceId id, GitReading known) {
    try {
      var next = reader.follow(known);
      if (next != null && next != known && readings.replace(id, known, next)) {
        accept(next.facet());
      }
      return next != null;
    } catch (IOException e) {
      log.debug("The refs of workspace {} can't be read", id, e);
      return false;
    }
  }

  /** Forgets a workspace whose worktree is gone. */
  void forget(WorkspaceId id) {
    leave(id);
    held.remove(id);
    readAt.remove(id);
  }

  private void leave(WorkspaceId id) {
    readings.remove(id);
    warmAt.remove(id);
    watches.release(id);
  }

  @Override
  public void destroy() throws InterruptedException {
    timer.shutdownNow();
    // A reading that runs would find the database closed: it ends first, and none begins after it.
    if (!permits.tryAcquire(MAX_READINGS, LAST_READINGS.toSeconds(), TimeUnit.SECONDS)) {
      log.warn("Git is still read in {} workspaces while the server ends", due.size());
    }
  }

  private void seen(Set<WorkspaceId> owners, Path file) {
    for (var id : owners) {
      var known = readings.get(id);
      if (known == null) {
        continue;
      }
      switch (known.meaningOf(file)) {
        case NOTHING -> log.trace("{} says nothing of workspace {}", file, id);
        case REF -> follow(id);
        case WORKTREE -> refresh(id);
      }
    }
  }

  /** Reads a workspace now if it changed, in the thread of the caller. */
  void read(WorkspaceId id) {
    try {
      permits.acquire();
      try {
        // From here on a change is news again: this reading may not see it.
        due.remove(id);
        readIfChanged(id);
      } finally {
        permits.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readIfChanged(WorkspaceId id) {
    try {
      var known = readings.get(id);
      if (known != null && known.holds() && follow(id, known)) {
        cover(id, known);
        return;
      }
      readAt.put(id, System.nanoTime());
      var row = store.find(id);
      if (row.state() instanceof WorkspaceState.Ready) {
        read(row, known);
      } else {
        leave(id);
      }
    } catch (DomainException | CancellationException gone) {
      log.debug("Workspace {} went away while git was read", id, gone);
      leave(id);
    }
  }

  private void read(WorkspaceRow row, @Nullable GitReading known) {
    var id = row.id();
    try {
      var next = reader.read(row);
      rememberWork(row, next.facet());
      if (known != null) {
        warmAt.put(id, System.nanoTime());
      }
      var overtaken = readings.put(id, next) != known;
      accept(next.facet());
      var added = cover(id, next);
      if (added || overtaken || !next.settled()) {
        refresh(id); // something may have happened that neither reading nor watches saw
      }
    } catch (GitFailure | IOException e) {
      leave(id);
      unreadable(row, String.valueOf(e.getMessage()));
    }
  }

  private void unreadable(WorkspaceRow row, String problem) {
    var known = held.get(row.id());
    if (known == null || !problem.equals(known.problem())) {
      log.warn("Git can't be read in {}: {}", row.worktree(), problem);
    }
    accept(GitFacet.unreadable(row.projectId(), row.id(), clock.instant(), problem));
  }

  private boolean cover(WorkspaceId id, GitReading reading) {
    return watches.watch(
        id, reading.gitFolders(), reading.trace().folders(), warmAt.containsKey(id));
  }

  /** Two readings may end in either order; the revision is issued where the facet is accepted. */
  private synchronized void accept(GitFacet facet) {
    var known = held.get(facet.workspaceId());
    if (known != null && sameFacts(known, facet)) {
      return;
    }
    var next = facet.withRevision(revisions.incrementAndGet());
    held.put(facet.workspaceId(), next);
    events.publishEvent(new GitFacetChanged(next));
  }

  private void rememberWork(WorkspaceRow row, GitFacet facet) {
    if (facet.ahead() > 0 && !row.hadCommits()) {
      store.change(row.id(), (stored, now) -> stored.hasCommits());
    }
    if (facet.problem() == null && !Objects.equals(facet.branch(), row.branch())) {
      store.change(row.id(), (stored, now) -> stored.branchIs(facet.branch(), now));
    }
  }

  private static boolean sameFacts(GitFacet one, GitFacet other) {
    return one.equals(other.withRevision(one.revision()).withComputedAt(one.computedAt()));
  }
}
