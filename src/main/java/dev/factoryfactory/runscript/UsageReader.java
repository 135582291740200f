package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Measures what the processes of a run use, when somebody asks. */
@Component
class UsageReader {

  private static final Path PROC = Path.of("/proc");
  private static final long KIB = 1024;

  private final RunScriptLauncher launcher;
  private final Clock clock;
  private final Map<WorkspaceId, Sample> samples = new ConcurrentHashMap<>();

  UsageReader(RunScriptLauncher launcher, Clock clock) {
    this.launcher = launcher;
    this.clock = clock;
  }

  private record Sample(int run, Duration processor, Instant at) {}

  RunScriptUsage read(RunScriptRow row, Instant startedAt) {
    var pids = row.isActive() ? launcher.members(row) : Set.<Long>of();
    if (pids.isEmpty()) {
      samples.remove(row.workspaceId());
      return new RunScriptUsage(0, 0, 0L, Set.of());
    }
    var now = new Sample(row.run(), processor(pids), clock.instant());
    var before = samples.put(row.workspaceId(), now);
    if (before == null || before.run() != row.run()) {
      before = new Sample(row.run(), Duration.ZERO, startedAt);
    }
    return new RunScriptUsage(
        pids.size(),
        percent(before, now),
        memory(pids),
        ListeningPorts.of(pids, ListeningPorts.sockets()));
  }

  void forget(WorkspaceId id) {
    samples.remove(id);
  }

  /** What a process used that has ended meanwhile is gone with it: never below nothing. */
  private static double percent(Sample before, Sample now) {
    double passed = Math.max(1, Duration.between(before.at(), now.at()).toMillis());
    double used = now.processor().minus(before.processor()).toMillis();
    return Math.max(0, Math.round(1000 * used / passed) / 10.0);
  }

  private static Duration processor(Collection<Long> pids) {
    return pids.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static @Nullable Long memory(Collection<Long> pids) {
    return Files.isDirectory(PROC.resolve("self"))
        ? pids.stream().mapToLong(UsageReader::resident).sum()
        : null;
  }

  private static long resident(long pid) {
    try (var lines = Files.lines(PROC.resolve(pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .sum();
    } catch (IOException | java.io.UncheckedIOException gone) {
      return 0;
    }
  }
}
