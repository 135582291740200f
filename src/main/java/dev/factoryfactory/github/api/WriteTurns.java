package dev.factoryfactory.github.api;

import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has changes made to a host one after the other, a second apart at least, as GitHub asks for; one
 * after a quiet time is made at once.
 */
final class WriteTurns {

  private static final Duration APART = Duration.ofSeconds(1);

  /** What is asked of a host once it is somebody's turn. */
  interface Write<T> {

    T send() throws GitHubFailure;
  }

  /** How a thread waits. */
  interface Pause {

    void pause(Duration time) throws InterruptedException;
  }

  private static final class Turn {

    private final ReentrantLock lock = new ReentrantLock(true);
    private Instant last = Instant.EPOCH;
  }

  private final Clock clock;
  private final Pause pause;
  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  WriteTurns(Clock clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  <T> T take(String host, Write<T> write) throws GitHubFailure {
    var turn = turns.computeIfAbsent(host, _ -> new Turn());
    try {
      turn.lock.lockInterruptibly();
      try {
        var wait = Duration.between(clock.instant(), turn.last.plus(APART));
        if (wait.isPositive()) {
          // A clock that was set back must not keep anybody waiting.
          pause.pause(wait.compareTo(APART) > 0 ? APART : wait);
        }
        turn.last = clock.instant();
        return write.send();
      } finally {
        turn.lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitHubFailure(Kind.UNAVAILABLE, "Interrupted while waiting to change " + host);
    }
  }
}
