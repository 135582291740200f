package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.WorkspaceId;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has workspaces looked at: when something happened, and again and again. One look each. */
@Component
class RatchetWork {

  private static final Logger log = LoggerFactory.getLogger(RatchetWork.class);

  /** Looks at once: each may ask GitHub for much. */
  private static final int AT_ONCE = 4;

  private static final long STOP_SECONDS = 10;

  private final Ratchet ratchet;
  private final RatchetRepository store;
  private final DispatchRepository dispatches;
  private final Map<WorkspaceId, Boolean> wanted = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RatchetWork(Ratchet ratchet, RatchetRepository store, DispatchRepository dispatches) {
    this.ratchet = ratchet;
    this.store = store;
    this.dispatches = dispatches;
  }

  /** Has a workspace looked at soon; once more when a look is under way. */
  void want(WorkspaceId workspace) {
    if (Boolean.TRUE.equals(wanted.merge(workspace, false, (_, _) -> true))) {
      return;
    }
    try {
      threads.execute(() -> run(workspace));
    } catch (RejectedExecutionException e) {
      log.debug("The server stops; workspace {} is looked at after the next start", workspace);
    }
  }

  /** Orders on their way: agents end, limits come, whatever event was missed. */
  @Scheduled(fixedDelay = 15, initialDelay = 15, timeUnit = TimeUnit.SECONDS)
  void followOrders() {
    dispatches.openWorkspaces().forEach(this::want);
  }

  /** All that want fixes, so that the last answer is never older than this. */
  @Scheduled(fixedDelay = 60, initialDelay = 20, timeUnit = TimeUnit.SECONDS)
  void sweep() {
    store.enabled().forEach(this::want);
  }

  private void run(WorkspaceId workspace) {
    do {
      wanted.replace(workspace, false);
      try {
        places.acquire();
        try {
          ratchet.look(workspace);
        } finally {
          places.release();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.error("Workspace {} could not be looked at; it is tried again", workspace, e);
      }
    } while (!wanted.remove(workspace, false));
  }

  @PreDestroy
  void stop() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
  }
}
