package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.platform.process.ProcessUse;
import dev.factoryfactory.platform.process.Processes;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the running agents take of this machine, in memory, as last measured. */
@Component
class Resources {

  private static final double SHARE_OF_MACHINE = 0.8;

  private final Processes processes;
  private final Clock clock;
  private final long memoryLimit;
  private final Map<SessionId, Sample> samples = new ConcurrentHashMap<>();

  Resources(Processes processes, SessionProperties properties, Clock clock) {
    this.processes = processes;
    this.clock = clock;
    var limit = properties.capacity().memory();
    this.memoryLimit = limit != null ? limit.toBytes() : (long) (SHARE_OF_MACHINE * machine());
  }

  private record Sample(Duration processor, Instant at, ResourceUse use) {}

  /** Measures these processes; what is not among them is forgotten. Does nothing where it can't. */
  void measure(Map<SessionId, String> running) {
    var used = processes.use(Set.copyOf(running.values()));
    samples.keySet().retainAll(running.keySet());
    var now = clock.instant();
    running.forEach(
        (session, process) -> {
          var use = used.get(process);
          if (use != null) {
            samples.compute(session, (_, before) -> next(before, use, now));
          }
        });
  }

  private static Sample next(@Nullable Sample before, ProcessUse use, Instant now) {
    double percent = before == null ? 0 : percent(before, use, now);
    return new Sample(
        use.processor(), now, new ResourceUse(use.processes(), percent, use.memoryBytes()));
  }

  /** What a process used that has ended meanwhile is gone with it: never below nothing. */
  private static double percent(Sample before, ProcessUse use, Instant now) {
    double passed = Math.max(1, Duration.between(before.at(), now).toMillis());
    double used = use.processor().minus(before.processor()).toMillis();
    return Math.max(0, Math.round(1000 * used / passed) / 10.0);
  }

  @Nullable ResourceUse find(SessionId session) {
    var sample = samples.get(session);
    return sample == null ? null : sample.use();
  }

  void forget(SessionId session) {
    samples.remove(session);
  }

  /** What all agents hold together, in bytes. */
  long memory() {
    return samples.values().stream().mapToLong(sample -> sample.use().memoryBytes()).sum();
  }

  /** What they may hold together before new ones have to wait, in bytes. */
  long memoryLimit() {
    return memoryLimit;
  }

  private static long machine() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : Long.MAX_VALUE;
  }
}
