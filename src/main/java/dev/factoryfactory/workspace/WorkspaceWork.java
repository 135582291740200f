package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.git.GitFailure;
import dev.factoryfactory.workspace.WorkspaceState.Archived;
import dev.factoryfactory.workspace.WorkspaceState.Archiving;
import dev.factoryfactory.workspace.WorkspaceState.Failed;
import dev.factoryfactory.workspace.WorkspaceState.New;
import dev.factoryfactory.workspace.WorkspaceState.Provisioning;
import dev.factoryfactory.workspace.WorkspaceState.Ready;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The background work of workspaces: one run at a time for each, which does whatever its stored
 * state asks for. So a new request, a retry and the recovery after a crash are the same thing.
 */
@Component
class WorkspaceWork implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WorkspaceWork.class);

  private final WorkspaceStore store;
  private final ProjectFacade projects;
  private final Provisioner provisioner;
  private final Archiver archiver;
  private final WorkspaceProperties properties;
  private final ApplicationEventPublisher events;
  private final Map<WorkspaceId, Thread> running = new ConcurrentHashMap<>();
  private final Set<WorkspaceId> again = ConcurrentHashMap.newKeySet();
  private volatile boolean accepting;

  WorkspaceWork(
      WorkspaceStore store,
      ProjectFacade projects,
      Provisioner provisioner,
      Archiver archiver,
      WorkspaceProperties properties,
      ApplicationEventPublisher events) {
    this.store = store;
    this.projects = projects;
    this.provisioner = provisioner;
    this.archiver = archiver;
    this.properties = properties;
    this.events = events;
  }

  /** Does what the workspace's stored state asks for, in the background. */
  void submit(WorkspaceId id) {
    if (!accepting) {
      return;
    }
    running.compute(
        id,
        (_, current) -> {
          if (current != null) {
            // It may be past reading the state: it looks once more when it has ended.
            again.add(id);
            return current;
          }
          return Thread.ofVirtual().name("workspace-" + id).start(() -> work(id));
        });
  }

  /**
   * Ends a running provisioning and waits until it is over; the workspace is then FAILED or READY.
   */
  void cancel(WorkspaceId id) {
    var thread = running.get(id);
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Waiting for the workspace was interrupted");
    }
  }

  /** Takes up what a crash or a failed write left half-done. */
  @Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
  void recover() {
    store
        .findByStatus(WorkspaceStatus.NEW, WorkspaceStatus.PROVISIONING, WorkspaceStatus.ARCHIVING)
        .stream()
        .filter(row -> !running.containsKey(row.id()))
        .forEach(this::takeUp);
  }

  private void takeUp(WorkspaceRow row) {
    try {
      if (row.state() instanceof Provisioning state) {
        if (state.attempt() >= properties.maxAttempts()) {
          fail(
              row,
              state,
              ErrorCode.INTERRUPTED,
              "The server stopped %d times while it was made ready. Read its log and retry it."
                  .formatted(state.attempt()));
          return;
        }
        store.change(row.id(), state, (stored, now) -> stored.moveTo(state.again(), now));
      }
      log.info("Taking up workspace {}, which was {}", row.id(), row.state().status());
      submit(row.id());
    } catch (DomainException movedOn) {
      log.debug("Workspace {} moved on by itself", row.id(), movedOn);
    }
  }

  @Override
  public void start() {
    accepting = true;
    projects.recover();
    recover();
  }

  @Override
  public void stop() {
    accepting = false;
    running.values().forEach(Thread::interrupt);
    for (var thread : running.values()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public boolean isRunning() {
    return accepting;
  }

  private void work(WorkspaceId id) {
    try {
      advance(id);
    } catch (DomainException movedOn) {
      log.debug("Workspace {} was changed while it was worked on", id, movedOn);
    } catch (DataAccessException e) {
      // The state is stored as it was: the next recovery takes it up again.
      log.error("The work on workspace {} could not be written down", id, e);
    } finally {
      running.remove(id);
      if (again.remove(id)) {
        submit(id);
      }
    }
  }

  private void advance(WorkspaceId id) {
    var row = store.find(id);
    switch (row.state()) {
      case New state -> {
        var next = state.provision();
        provision(store.change(id, state, (stored, now) -> stored.moveTo(next, now)), next);
      }
      case Provisioning state -> provision(row, state);
      case Archiving state -> archive(row, state);
      case Ready _, Failed _, Archived _ -> log.debug("Workspace {} has nothing to do", id);
    }
  }

  private void provision(WorkspaceRow row, Provisioning state) {
    try {
      provisioner.run(row, state);
      events.publishEvent(new WorkspaceReady(row.projectId(), row.id()));
    } catch (InterruptedException | CancellationException e) {
      if (!accepting) {
        return; // the server stops: the next one takes it up
      }
      fail(row, state, ErrorCode.INTERRUPTED, "It was stopped before it was ready. Retry it.");
    } catch (DomainException e) {
      fail(row, state, e.code(), e.detail());
    } catch (GitFailure | IOException | UncheckedIOException e) {
      log.warn("Workspace {} could not be made ready", row.id(), e);
      fail(row, state, ErrorCode.GIT_FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void fail(WorkspaceRow row, Provisioning state, ErrorCode code, String message) {
    Thread.interrupted();
    store.change(
        row.id(),
        state,
        (stored, now) -> {
          var next =
              switch (state.purpose()) {
                case RESTORE -> state.backToArchive(stored.keptCommit());
                case SET_UP_AGAIN -> state.succeed();
                case CREATE, ARCHIVE, DELETE -> state.fail();
              };
          stored.setupInterrupted(now);
          stored.moveTo(next, now);
          stored.problem(code, message);
        });
  }

  private void archive(WorkspaceRow row, Archiving state) {
    try {
      archiver.run(row, state);
    } catch (CancellationException e) {
      log.info("The archiving of workspace {} goes on after the next start", row.id());
    } catch (DomainException e) {
      rollBack(row, e.code(), e.detail());
    } catch (GitFailure | IOException | UncheckedIOException e) {
      log.warn("Workspace {} could not be put away", row.id(), e);
      rollBack(row, ErrorCode.GIT_FAILED, String.valueOf(e.getMessage()));
    }
  }

  /** Back to where it was, unless the files are kept already: then it is tried again later. */
  private void rollBack(WorkspaceRow row, ErrorCode code, String message) {
    var current = store.find(row.id());
    if (current.state() instanceof Archiving state && !state.kept()) {
      store.change(
          row.id(),
          state,
          (stored, now) -> {
            stored.moveTo(state.rollBack(), now);
            stored.problem(code, message);
          });
    } else {
      store.change(row.id(), (stored, now) -> stored.problem(code, message));
    }
  }
}
