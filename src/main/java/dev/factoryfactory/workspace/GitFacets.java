package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.git.GitFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the git facets of ready workspaces fresh in the background: one reading per workspace at a
 * time, few at once, and never while somebody waits.
 */
@Component
class GitFacets implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(GitFacets.class);
  private static final Duration SETTLE = Duration.ofMillis(150);
  private static final Duration BREATHER = Duration.ofSeconds(1);
  private static final Duration LAST_READINGS = Duration.ofSeconds(5);
  private static final int MAX_READINGS = 2;

  private final WorkspaceStore store;
  private final GitFacts facts;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Map<WorkspaceId, GitFacet> held = new ConcurrentHashMap<>();
  private final Map<WorkspaceId, Boolean> due = new ConcurrentHashMap<>();
  private final Map<WorkspaceId, Long> readAt = new ConcurrentHashMap<>();
  private final AtomicLong revisions = new AtomicLong();
  private final Semaphore readings = new Semaphore(MAX_READINGS);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("git-facets").factory());

  GitFacets(WorkspaceStore store, GitFacts facts, ApplicationEventPublisher events, Clock clock) {
    this.store = store;
    this.facts = facts;
    this.events = events;
    this.clock = clock;
  }

  Optional<GitFacet> find(WorkspaceId id) {
    return Optional.ofNullable(held.get(id));
  }

  /** The facets held for these workspaces; those not read yet are read in the background. */
  List<GitFacet> of(List<WorkspaceRow> rows) {
    rows.stream()
        .filter(row -> row.state() instanceof WorkspaceState.Ready)
        .map(WorkspaceRow::id)
        .filter(id -> !held.containsKey(id))
        .forEach(this::refresh);
    return rows.stream().map(row -> held.get(row.id())).filter(Objects::nonNull).toList();
  }

  /**
   * Reads a workspace's git facts soon: at once after quiet, and once a second while an agent keeps
   * changing things, so that fifty of them leave the machine to their work.
   */
  void refresh(WorkspaceId id) {
    if (due.putIfAbsent(id, true) == null) {
      timer.schedule(
          () -> Thread.ofVirtual().name("git-facet").start(() -> read(id)),
          delay(readAt.get(id)).toNanos(),
          TimeUnit.NANOSECONDS);
    }
  }

  private static Duration delay(@Nullable Long lastRead) {
    if (lastRead == null) {
      return SETTLE;
    }
    var left = BREATHER.minusNanos(System.nanoTime() - lastRead);
    return left.compareTo(SETTLE) > 0 ? left : SETTLE;
  }

  void forget(WorkspaceId id) {
    held.remove(id);
    readAt.remove(id);
  }

  /** Finds what nobody told us about, such as a commit made in the user's own terminal. */
  @Scheduled(fixedDelayString = "${factory-factory.workspace.git-refresh:60s}")
  void refreshAll() {
    store.findByStatus(WorkspaceStatus.READY).forEach(row -> refresh(row.id()));
  }

  @Override
  public void destroy() throws InterruptedException {
    timer.shutdownNow();
    // A reading that runs would find the database closed: it ends first, and none begins after it.
    if (!readings.tryAcquire(MAX_READINGS, LAST_READINGS.toSeconds(), TimeUnit.SECONDS)) {
      log.warn("Git is still read in {} workspaces while the server ends", due.size());
    }
  }

  private void read(WorkspaceId id) {
    try {
      readings.acquire();
      try {
        // From here on a change is news again: this reading may not see it.
        due.remove(id);
        readAt.put(id, System.nanoTime());
        publish(id);
      } finally {
        readings.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(WorkspaceId id) {
    try {
      var row = store.find(id);
      if (row.state() instanceof WorkspaceState.Ready) {
        var facet = compute(row);
        rememberWork(row, facet);
        accept(facet);
      }
    } catch (DomainException | CancellationException gone) {
      log.debug("Workspace {} went away while git was read", id, gone);
    }
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

  private GitFacet compute(WorkspaceRow row) {
    var worktree = row.worktree();
    try {
      var status = facts.status(worktree);
      var base = facts.comparisonBase(worktree, row.baseRef(), row.baseCommit());
      var distance = facts.distance(worktree, row.baseRef());
      var totals = facts.totals(worktree, base);
      var merged = row.hadCommits() && distance.ahead() == 0 && status.uncommitted() == 0;
      return new GitFacet(
          row.projectId(),
          row.id(),
          0,
          status.branch(),
          status.head(),
          distance.ahead(),
          distance.behind(),
          totals.files(),
          totals.additions(),
          totals.deletions(),
          status.uncommitted(),
          status.conflicts(),
          status.hasUpstream(),
          status.aheadOfUpstream(),
          status.behindUpstream(),
          merged,
          clock.instant(),
          null);
    } catch (GitFailure | IOException e) {
      log.warn("Git can't be read in {}: {}", worktree, e.getMessage());
      return GitFacet.unreadable(row.projectId(), row.id(), clock.instant(), e.getMessage());
    }
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
