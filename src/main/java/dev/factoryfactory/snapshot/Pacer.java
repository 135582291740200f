package dev.factoryfactory.snapshot;

import java.time.Duration;
import java.util.function.BiConsumer;

/** Does something at once after quiet, and then no more often than once a pause. */
final class Pacer {

  private final BiConsumer<Duration, Runnable> timer;
  private final long pauseNanos;
  private final Runnable action;
  private boolean planned;
  private long lastNanos;

  /**
   * @param timer runs something after a while
   */
  Pacer(BiConsumer<Duration, Runnable> timer, Duration pause, Runnable action) {
    this.timer = timer;
    this.pauseNanos = pause.toNanos();
    this.action = action;
    this.lastNanos = System.nanoTime() - pauseNanos;
  }

  /** Says that there is something to do. */
  synchronized void nudge() {
    if (!planned) {
      planned = true;
      var wait = Math.max(0, lastNanos + pauseNanos - System.nanoTime());
      timer.accept(Duration.ofNanos(wait), this::act);
    }
  }

  private void act() {
    synchronized (this) {
      planned = false;
      lastNanos = System.nanoTime();
    }
    action.run();
  }
}
