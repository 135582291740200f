package dev.factoryfactory.github;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Does one thing for each host apart, so that a host that is slow delays no other. Who asks while
 * it is being done has it done once more.
 */
final class HostWorkers {

  private static final Logger log = LoggerFactory.getLogger(HostWorkers.class);

  private final String name;
  private final Consumer<String> work;
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private volatile boolean closed;

  HostWorkers(String name, Consumer<String> work) {
    this.name = name;
    this.work = work;
  }

  /** Begins nothing any more; what is being done finds its end by itself. */
  void close() {
    closed = true;
  }

  void run(String host) {
    if (closed) {
      return;
    }
    var waiting = asked.computeIfAbsent(host, _ -> new AtomicInteger());
    if (waiting.getAndIncrement() == 0) {
      Thread.ofVirtual().name("github-%s-%s".formatted(name, host)).start(() -> run(host, waiting));
    }
  }

  private void run(String host, AtomicInteger waiting) {
    int seen;
    do {
      seen = waiting.get();
      try {
        work.accept(host);
      } catch (RuntimeException e) {
        log.atLevel(closed ? Level.DEBUG : Level.WARN)
            .setCause(e)
            .log("The {} of {} failed; it is done again at its time", name, host);
      }
    } while (waiting.addAndGet(-seen) > 0 && !closed);
  }
}
