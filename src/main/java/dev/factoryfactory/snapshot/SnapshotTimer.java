package dev.factoryfactory.snapshot;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Does the snapshot's work that nobody waits for. */
@Component
class SnapshotTimer implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(SnapshotTimer.class);
  private static final int THREADS = 2;

  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(THREADS, Thread.ofVirtual().name("snapshot-", 0).factory());

  void after(Duration delay, Runnable action) {
    executor.schedule(() -> logFailure(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  void soon(Runnable action) {
    executor.execute(() -> logFailure(action));
  }

  @Override
  public void destroy() {
    executor.shutdownNow();
  }

  private static void logFailure(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      log.error("Work on the snapshot failed", e);
    }
  }
}
