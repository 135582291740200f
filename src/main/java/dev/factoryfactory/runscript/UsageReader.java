package dev.factoryfactory.runscript;

import dev.factoryfactory.runscript.WorkspaceUsage.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a changing set of processes uses. What a process has used is compared with the look
 * before, process by process, so one that ended takes nothing away from the others.
 */
final class UsageReader {

  private static final Path PROC = Path.of("/proc");
  private static final long KIB = 1024;

  private Map<Long, Duration> before = Map.of();
  private @Nullable Instant lookedAt;

  Sample read(Set<Long> pids, Map<Long, Integer> sockets, Instant now) {
    var used = processor(pids);
    var sample =
        new Sample(
            now, pids.size(), percent(used, now), memory(pids), ListeningPorts.of(pids, sockets));
    before = used;
    lookedAt = now;
    return sample;
  }

  private double percent(Map<Long, Duration> used, Instant now) {
    if (lookedAt == null) {
      return 0;
    }
    double passed = Math.max(1, Duration.between(lookedAt, now).toMillis());
    double since = 0;
    for (var each : used.entrySet()) {
      since += each.getValue().minus(before.getOrDefault(each.getKey(), Duration.ZERO)).toMillis();
    }
    return Math.max(0, Math.round(1000 * since / passed) / 10.0);
  }

  private static Map<Long, Duration> processor(Collection<Long> pids) {
    var used = new HashMap<Long, Duration>();
    for (long pid : pids) {
      ProcessHandle.of(pid)
          .flatMap(process -> process.info().totalCpuDuration())
          .ifPresent(duration -> used.put(pid, duration));
    }
    return used;
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
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }
}
