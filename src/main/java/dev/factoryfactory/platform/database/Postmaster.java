package dev.factoryfactory.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The running server process of a data directory, as its {@code postmaster.pid} names it.
 *
 * @param process alive when it was looked up, and started on this very data directory
 * @param port where it listens
 */
record Postmaster(ProcessHandle process, int port) {

  static final String FILE = "postmaster.pid";

  private static final Path PROC = Path.of("/proc");
  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;

  /** The process that runs on the data directory, if there is one. */
  static Optional<Postmaster> of(Path data) throws IOException {
    return named(data).filter(postmaster -> mentions(postmaster.process().pid(), data));
  }

  /** Whether there is a pid file that names no process of PostgreSQL but looks as if it did. */
  static boolean misleads(Path data) throws IOException {
    var file = data.resolve(FILE);
    return Files.exists(file)
        && (parse(lines(file)).isEmpty() || (named(data).isPresent() && of(data).isEmpty()));
  }

  private static Optional<Postmaster> named(Path data) throws IOException {
    var file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return parse(lines(file))
        .flatMap(entry -> ProcessHandle.of(entry.pid()).map(it -> new Postmaster(it, entry.port())))
        .filter(Postmaster::isAlive);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends backends that live on after their server was killed; they hold the data directory. */
  static void endOrphans(Path data) throws IOException {
    if (!Files.isDirectory(PROC)) {
      return;
    }
    var directory = data.toRealPath();
    for (var orphan :
        ProcessHandle.allProcesses().filter(process -> worksIn(process, directory)).toList()) {
      orphan.destroyForcibly();
      awaitEnd(orphan, Duration.ofSeconds(5));
    }
  }

  static void awaitEnd(ProcessHandle process, Duration limit) throws IOException {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while PostgreSQL stopped", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("PostgreSQL's process %d does not end".formatted(process.pid()), e);
    }
  }

  private record Entry(long pid, int port) {}

  private static Optional<Entry> parse(List<String> lines) {
    try {
      return Optional.of(
          new Entry(
              Long.parseLong(lines.get(PID_LINE).strip()),
              Integer.parseInt(lines.get(PORT_LINE).strip())));
    } catch (NumberFormatException | IndexOutOfBoundsException halfWritten) {
      return Optional.empty();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
  }

  /** A pid may by now be another program's; PostgreSQL's command names its data directory. */
  private static boolean mentions(long pid, Path data) {
    try {
      var words = Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1);
      return isOf(words, data);
    } catch (IOException noSuchFile) {
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().commandLine())
          .map(line -> isOf(line, data))
          .orElse(false);
    }
  }

  private static boolean isOf(String command, Path data) {
    var latin =
        new String(data.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return command.contains("postgres")
        && (command.contains(latin) || command.contains(data.toString()));
  }

  private static boolean worksIn(ProcessHandle process, Path directory) {
    try {
      return Files.readSymbolicLink(PROC.resolve(process.pid() + "/cwd")).equals(directory);
    } catch (IOException notOurs) {
      return false;
    }
  }
}
