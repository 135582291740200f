package dev.factoryfactory.platform.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures many supervised processes with one pass over {@code /proc}. To whom a process belongs is
 * told by the marker in its environment, and if it has none, by its parent. Knows nothing elsewhere
 * than on Linux.
 */
final class ProcessTable {

  private static final Path PROC = Path.of("/proc");
  private static final int PARENT = 1;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int START = 19;

  /** Linux tells times in hundredths of a second, whatever its own clock is. */
  private static final long TICK_MILLIS = 10;

  private static final long KIB = 1024;

  /** To whom each process belongs that was seen to belong to anybody. */
  private Map<Identity, String> owners = new HashMap<>();

  private record Identity(long pid, String start) {}

  private record Line(
      Identity identity, Path directory, long parent, String owner, Duration processor) {}

  /** What the processes of each id use; ids of which nothing runs are left out. */
  synchronized Map<String, ProcessUse> use(Set<String> ids) {
    var lines = read();
    var used = new HashMap<String, ProcessUse>();
    lines.forEach(
        (_, line) -> {
          var owner = owner(line, lines);
          if (!owner.isEmpty()) {
            // It stays so when its parent is gone and somebody else's took its place.
            owners.put(line.identity(), owner);
          }
          if (ids.contains(owner)) {
            var use = new ProcessUse(1, line.processor(), resident(line.directory()));
            used.merge(owner, use, ProcessUse::plus);
          }
        });
    return used;
  }

  /** The processes of an id that were seen when they still were its descendants. */
  synchronized Set<Long> seen(String id) {
    return owners.entrySet().stream()
        .filter(it -> it.getValue().equals(id))
        .map(Map.Entry::getKey)
        .filter(it -> it.start().equals(startOf(it.pid())))
        .map(Identity::pid)
        .collect(Collectors.toSet());
  }

  private static String startOf(long pid) {
    try {
      var stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START];
    } catch (IOException | IndexOutOfBoundsException gone) {
      return "";
    }
  }

  /** The nearest marker on the way up to the first process. */
  private static String owner(Line line, Map<Long, Line> lines) {
    @Nullable Line up = line;
    for (int steps = 0; up != null && up.owner().isEmpty() && steps < 100; steps++) {
      up = lines.get(up.parent());
    }
    return up == null ? "" : up.owner();
  }

  private Map<Long, Line> read() {
    var lines = new HashMap<Long, Line>();
    var seen = new HashMap<Identity, String>();
    try (var directories = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var directory : directories) {
        read(directory, lines, seen);
      }
    } catch (IOException | DirectoryIteratorException notLinux) {
      return Map.of();
    }
    owners = seen;
    return lines;
  }

  private void read(Path directory, Map<Long, Line> lines, Map<Identity, String> seen) {
    try {
      var pid = Long.parseLong(directory.getFileName().toString());
      var stat = Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1);
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      if (fields[0].equals("Z")) {
        return;
      }
      var identity = new Identity(pid, fields[START]);
      var known = owners.get(identity);
      var marker = known == null ? marker(directory) : known;
      if (!marker.isEmpty()) {
        // Only what is marked is sure to stay so: a process may not have begun its program yet.
        seen.put(identity, marker);
      }
      long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
      var processor = Duration.ofMillis(ticks * TICK_MILLIS);
      lines.put(
          pid, new Line(identity, directory, Long.parseLong(fields[PARENT]), marker, processor));
    } catch (IOException | RuntimeException gone) {
      // It ended while it was looked at, and takes nothing any more.
      return;
    }
  }

  private static long resident(Path directory) {
    try {
      return Files.readAllLines(directory.resolve("status"), StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .sum();
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Who started a process by its environment; empty when that says nothing or is not ours. */
  private static String marker(Path directory) {
    try {
      var environment =
          new String(Files.readAllBytes(directory.resolve("environ")), StandardCharsets.ISO_8859_1);
      var name = ProcessEnvironment.MARKER + "=";
      int at = ("\0" + environment).indexOf("\0" + name);
      if (at < 0) {
        return "";
      }
      int end = environment.indexOf('\0', at);
      return environment.substring(at + name.length(), end < 0 ? environment.length() : end);
    } catch (IOException notOurs) {
      return "";
    }
  }
}
