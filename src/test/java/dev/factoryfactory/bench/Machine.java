package dev.factoryfactory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What processes of this machine have used, from {@code /proc}. */
final class Machine {

  private static final double TICKS = 100;

  private Machine() {}

  /** Processor seconds of a process and of all that it started and waited for. */
  static double cpuSeconds(long pid) {
    var stat = read(Path.of("/proc/" + pid + "/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    // utime, stime, cutime and cstime: 14 to 17, counted from the pid.
    return Stream.of(11, 12, 13, 14).mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS;
  }

  /** Processor seconds of several processes together; one that has ended counts no more. */
  static double cpuSeconds(List<Long> pids) {
    return pids.stream()
        .filter(pid -> Files.exists(Path.of("/proc/" + pid)))
        .mapToDouble(Machine::cpuSeconds)
        .sum();
  }

  /** Megabytes in memory; pages that processes share are divided among them. */
  static double memory(long pid) {
    return read(Path.of("/proc/" + pid + "/smaps_rollup"))
            .lines()
            .filter(line -> line.startsWith("Pss:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }

  /** Megabytes in memory, shared pages counted whole. */
  static double resident(long pid) {
    return read(Path.of("/proc/" + pid + "/status"))
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }

  /** Files and folders that a process has asked the kernel to watch. */
  static long watches(long pid) {
    try (var files = Files.list(Path.of("/proc/" + pid + "/fdinfo"))) {
      return files
          .map(Machine::readOrNothing)
          .flatMap(String::lines)
          .filter(line -> line.startsWith("inotify"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database that a server started: its postmaster and that one's children. */
  static List<Long> database(Path home) {
    try (var files = Files.walk(home.resolve("postgresql"), 3)) {
      var pid =
          files
              .filter(file -> file.endsWith("postmaster.pid"))
              .findFirst()
              .map(file -> Long.parseLong(read(file).lines().findFirst().orElseThrow().strip()))
              .orElseThrow();
      return Stream.concat(
              Stream.of(pid),
              ProcessHandle.of(pid).stream()
                  .flatMap(ProcessHandle::descendants)
                  .map(ProcessHandle::pid))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readOrNothing(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
