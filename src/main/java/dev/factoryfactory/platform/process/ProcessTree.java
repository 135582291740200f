package dev.factoryfactory.platform.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Finds and ends a process with all that it started, also what left its tree and its group. */
final class ProcessTree {

  private static final Path PROC = Path.of("/proc");
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final Duration END_PAUSE = Duration.ofMillis(250);

  private static final int SESSION = 3;

  private final ProcessTable table;

  ProcessTree(ProcessTable table) {
    this.table = table;
  }

  /** Tells a process from a later one with the same pid, also across a restart of the machine. */
  static String startMark(long pid) {
    try {
      var stat = Files.readString(PROC.resolve(pid + "/stat"));
      var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return bootId() + ":" + afterName[19];
    } catch (IOException | IndexOutOfBoundsException notLinux) {
      return ProcessHandle.of(pid)
          .flatMap(handle -> handle.info().startInstant())
          .map(instant -> "at:" + instant.getEpochSecond())
          .orElse("gone");
    }
  }

  /**
   * The process of the entry, if it is the same one and still runs. One that ended and was not
   * collected does not: where the first process collects nobody, it would run for ever.
   */
  Optional<ProcessHandle> find(LedgerEntry entry) {
    return ProcessHandle.of(entry.pid())
        .filter(ProcessHandle::isAlive)
        .filter(_ -> !isZombie(entry.pid()))
        .filter(_ -> startMark(entry.pid()).equals(entry.startMark()));
  }

  /** Completes when the process of the entry runs no more. It need not be our child. */
  CompletableFuture<Void> end(LedgerEntry entry) {
    return CompletableFuture.runAsync(
        () -> {
          while (find(entry).isPresent()) {
            LockSupport.parkNanos(END_PAUSE.toNanos());
          }
        },
        work -> Thread.ofVirtual().name("process-end").start(work));
  }

  void stop(LedgerEntry entry, Duration grace) throws IOException {
    var members = members(entry);
    members.values().forEach(ProcessHandle::destroy);
    await(members, grace);
    var deadline = System.nanoTime() + KILL_LIMIT.toNanos();
    for (var left = members(entry); !left.isEmpty(); left = members(entry)) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "Could not end %s: processes %s are left".formatted(entry.purpose(), left.keySet()));
      }
      left.values().forEach(ProcessHandle::destroyForcibly);
      await(left, Duration.ofMillis(200));
    }
  }

  /** Everything alive that belongs to the entry, by pid. */
  Map<Long, ProcessHandle> members(LedgerEntry entry) {
    var members = new HashMap<Long, ProcessHandle>();
    find(entry)
        .ifPresent(
            root -> {
              members.put(root.pid(), root);
              root.descendants().forEach(handle -> members.put(handle.pid(), handle));
            });
    var seen = table.seen(entry.id());
    boolean ownsSession = ownsSession(entry);
    ProcessHandle.allProcesses()
        .filter(
            handle ->
                seen.contains(handle.pid())
                    || isMarked(handle.pid(), entry.id())
                    || (ownsSession && isInSession(handle.pid(), entry.pid())))
        .forEach(handle -> members.put(handle.pid(), handle));
    members.values().removeIf(handle -> !handle.isAlive() || isZombie(handle.pid()));
    members.remove(ProcessHandle.current().pid());
    return members;
  }

  static List<RunningProcess> running() {
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return List.of();
    }
    long own = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> pid != own)
        .map(pid -> new RunningProcess(pid, marker(pid), directory(pid)))
        .toList();
  }

  private static @Nullable String marker(long pid) {
    var name = ProcessEnvironment.MARKER + "=";
    try {
      var environment =
          Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
      for (var variable : environment.split("\0")) {
        if (variable.startsWith(name)) {
          return variable.substring(name.length());
        }
      }
    } catch (IOException notOurs) {
      return null;
    }
    return null;
  }

  private static @Nullable Path directory(long pid) {
    try {
      return Files.readSymbolicLink(PROC.resolve(pid + "/cwd"));
    } catch (IOException notOurs) {
      return null;
    }
  }

  /**
   * Whether processes of the session with its number are its own: as long as one of them lives, no
   * other process gets that number.
   */
  private boolean ownsSession(LedgerEntry entry) {
    return entry.pid() > 0
        && entry.startMark().startsWith(bootId() + ":")
        && (ProcessHandle.of(entry.pid()).isEmpty() || find(entry).isPresent());
  }

  private static String bootId() {
    try {
      return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    } catch (IOException notLinux) {
      return "unknown";
    }
  }

  private static boolean isInSession(long pid, long session) {
    try {
      var stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[SESSION]) == session;
    } catch (IOException | RuntimeException gone) {
      return false;
    }
  }

  private static boolean isMarked(long pid, String marker) {
    try {
      var environment = Files.readAllBytes(PROC.resolve(pid + "/environ"));
      return new String(environment, StandardCharsets.ISO_8859_1)
          .contains(ProcessEnvironment.MARKER + "=" + marker);
    } catch (IOException notOurs) {
      return false;
    }
  }

  /** Dead, only not yet collected by its parent: nothing is left to end. */
  private static boolean isZombie(long pid) {
    try {
      var stat = Files.readString(PROC.resolve(pid + "/stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException | IndexOutOfBoundsException gone) {
      return false;
    }
  }

  private static void await(Map<Long, ProcessHandle> handles, Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    for (var handle : handles.values()) {
      try {
        handle.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (java.util.concurrent.ExecutionException
          | java.util.concurrent.TimeoutException stillThere) {
        // The caller looks again and kills what is left.
      }
    }
  }
}
