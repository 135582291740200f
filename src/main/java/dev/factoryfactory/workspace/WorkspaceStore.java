package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores workspaces. Every change is a compare-and-set on the whole state, run number included, and
 * is announced with the facet it led to.
 */
@Component
class WorkspaceStore {

  private final WorkspaceRepository workspaces;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ReentrantLock alongsideLock = new ReentrantLock();

  WorkspaceStore(
      WorkspaceRepository workspaces,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock) {
    this.workspaces = workspaces;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  WorkspaceRow find(WorkspaceId id) {
    return workspaces
        .findById(id.value())
        .orElseThrow(
            () -> new DomainException(ErrorCode.NOT_FOUND, "There is no workspace with this id."));
  }

  /**
   * A workspace that can be worked in.
   *
   * @throws DomainException WORKTREE_MISSING when it has no worktree now
   */
  WorkspaceRow withWorktree(WorkspaceId id) {
    var row = find(id);
    if (!row.isWorktreeMade() || !Files.isDirectory(row.worktree())) {
      throw new DomainException(
          ErrorCode.WORKTREE_MISSING,
          "The workspace has no worktree now; it is %s.".formatted(row.state().status()));
    }
    return row;
  }

  List<WorkspaceRow> findByProject(ProjectId id) {
    return workspaces.findAllByProject(id.value());
  }

  List<WorkspaceRow> findByStatus(WorkspaceStatus... statuses) {
    return workspaces.findAllByStatus(Set.of(statuses));
  }

  /** The workspaces that can be worked in, the newest first. */
  List<WorkspaceId> readyIds() {
    return workspaces.findIdsByStatus(WorkspaceStatus.READY).stream()
        .map(WorkspaceId::new)
        .toList();
  }

  /**
   * Stores a new workspace and, in the same transaction, what goes with it.
   *
   * @throws DomainException CONFLICT with {@code workspaceId} when one that is in use is about the
   *     same issue
   */
  WorkspaceRow insert(WorkspaceRow row, Runnable alongside) {
    return oneAtATime(
        () ->
            transaction.execute(
                _ -> {
                  requireFreeIssue(row);
                  var stored = save(row);
                  alongside.run();
                  return stored;
                }));
  }

  /**
   * Changes a workspace that is still in the state the caller saw.
   *
   * @throws DomainException CONFLICT when it has moved on
   */
  WorkspaceRow change(
      WorkspaceId id, WorkspaceState expected, BiConsumer<WorkspaceRow, Instant> change) {
    return update(
        id,
        row -> {
          if (!row.state().equals(expected)) {
            throw new DomainException(
                ErrorCode.CONFLICT,
                "The workspace was changed meanwhile and is %s now."
                    .formatted(row.state().status()));
          }
          change.accept(row, clock.instant());
        });
  }

  /** Changes a workspace whatever its state, for what does not depend on it. */
  WorkspaceRow change(WorkspaceId id, BiConsumer<WorkspaceRow, Instant> change) {
    return update(id, row -> change.accept(row, clock.instant()));
  }

  /**
   * Moves a workspace on.
   *
   * @param transition answers the next state, or refuses
   */
  WorkspaceRow move(WorkspaceId id, Function<WorkspaceState, WorkspaceState> transition) {
    return update(id, row -> row.moveTo(transition.apply(row.state()), clock.instant()));
  }

  /** Removes a workspace's record and, in the same transaction, what goes with it. */
  void delete(WorkspaceId id, Runnable alongside) {
    oneAtATime(
        () ->
            transaction.execute(
                _ -> {
                  var row = find(id);
                  alongside.run();
                  workspaces.delete(row);
                  events.publishEvent(new WorkspaceRemoved(row.projectId(), id));
                  return row;
                }));
  }

  /**
   * What goes with a workspace may need a connection of its own while this one is held. Were all
   * connections held that way, each would wait for another for ever.
   */
  private WorkspaceRow oneAtATime(Supplier<WorkspaceRow> change) {
    alongsideLock.lock();
    try {
      return change.get();
    } finally {
      alongsideLock.unlock();
    }
  }

  /** Within the lock: two who start the same issue at once are not both first. */
  private void requireFreeIssue(WorkspaceRow row) {
    var issue = row.issueNumber();
    if (issue == null) {
      return;
    }
    for (var other : workspaces.findAllByProject(row.projectId().value())) {
      boolean away =
          switch (other.state().status()) {
            case ARCHIVED, ARCHIVING -> true;
            case NEW, PROVISIONING, READY, FAILED -> false;
          };
      if (!away && issue.equals(other.issueNumber())) {
        throw new DomainException(
            ErrorCode.CONFLICT,
            "The workspace %s is about issue #%d already. Go on there, or archive it first."
                .formatted(other.name(), issue),
            Map.of("workspaceId", other.id().toString()));
      }
    }
  }

  private WorkspaceRow update(WorkspaceId id, Consumer<WorkspaceRow> change) {
    return transaction.execute(
        _ -> {
          // Changes at the same time follow one another: none is lost, none is refused for the
          // other.
          var row = workspaces.lock(id.value()).orElseGet(() -> find(id));
          change.accept(row);
          return save(row);
        });
  }

  private WorkspaceRow save(WorkspaceRow row) {
    var stored = workspaces.saveAndFlush(row);
    events.publishEvent(new WorkspaceFacetChanged(stored.toFacet()));
    return stored;
  }
}
