package dev.factoryfactory.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place that starts processes. Short commands run to their end with bounded output; long
 * ones are supervised: own session and process group, recorded, stopped as a whole tree.
 */
public final class Processes {

  private static final Logger log = LoggerFactory.getLogger(Processes.class);
  private static final Duration REAP_GRACE = Duration.ofSeconds(2);

  /** Opens the FIFO for both directions before the program starts, so it never sees its end. */
  private static final String DETACH =
      "in=$1; out=$2; err=$3; shift 3; exec \"$@\" 0<>\"$in\" 1>>\"$out\" 2>>\"$err\"";

  private final ProcessLedger ledger;
  private final ProcessTable table = new ProcessTable();
  private final ProcessTree tree = new ProcessTree(table);
  private final Clock clock;
  private final List<String> ownSession;

  public Processes(Path ledgerDirectory, Clock clock) {
    this.ledger = new ProcessLedger(ledgerDirectory);
    this.clock = clock;
    this.ownSession = ownSessionPrefix();
  }

  /**
   * Runs a command to its end.
   *
   * @param limit after this it is killed with its descendants and reported as timed out
   * @param maxBytes how much of each stream is kept; the rest is read and dropped
   * @throws IOException when it can't be started
   */
  public Finished run(ProcessSpec spec, Duration limit, int maxBytes) throws IOException {
    return run(spec, limit, maxBytes, new byte[0]);
  }

  /**
   * Runs a command to its end with something to read on its standard input.
   *
   * @throws IOException when it can't be started
   */
  public Finished run(ProcessSpec spec, Duration limit, int maxBytes, byte[] input)
      throws IOException {
    var process = builder(spec, spec.command(), UUID.randomUUID().toString()).start();
    try {
      writeInBackground(process.getOutputStream(), input);
      var stdout = readInBackground(process.getInputStream(), maxBytes);
      var stderr = readInBackground(process.getErrorStream(), maxBytes);
      var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        kill(process);
      }
      var out = stdout.get(5, TimeUnit.SECONDS);
      var err = stderr.get(5, TimeUnit.SECONDS);
      return new Finished(
          ended ? process.exitValue() : -1,
          out.bytes(),
          err.bytes(),
          out.truncated() || err.truncated(),
          !ended);
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      throw new CancellationException(spec.purpose() + " was interrupted");
    } catch (ExecutionException | TimeoutException e) {
      kill(process);
      throw new IOException("Could not read the output of " + spec.purpose(), e);
    }
  }

  /**
   * Starts a supervised process. It is in the ledger before this returns.
   *
   * @throws IOException when it can't be started or recorded; nothing is left running then
   */
  public SupervisedProcess start(ProcessSpec spec) throws IOException {
    return start(UUID.randomUUID().toString(), spec);
  }

  /**
   * Starts a supervised process under an id that the caller made and wrote down before, so that it
   * finds the process again even if it dies right after this.
   *
   * @throws IOException when it can't be started or recorded; nothing is left running then
   */
  public SupervisedProcess start(String id, ProcessSpec spec) throws IOException {
    var process = builder(spec, launch(spec), id).start();
    var entry =
        new LedgerEntry(
            id,
            spec.purpose(),
            process.pid(),
            ProcessTree.startMark(process.pid()),
            clock.instant(),
            spec.detached() != null);
    try {
      ledger.record(entry);
    } catch (IOException e) {
      kill(process);
      throw e;
    }
    var supervised = new SupervisedProcess(entry, process.toHandle(), process, tree);
    forgetAtExit(supervised, entry);
    return supervised;
  }

  /** Finds a detached process that an earlier server started, if it still runs. */
  public Optional<SupervisedProcess> adopt(String id) {
    return ledger
        .find(id)
        .flatMap(
            entry ->
                tree.find(entry)
                    .map(
                        handle -> {
                          var adopted = new SupervisedProcess(entry, handle, null, tree);
                          forgetAtExit(adopted, entry);
                          return adopted;
                        }));
  }

  /**
   * Ends what an earlier server left behind and was not meant to outlive it, and forgets what is
   * gone. Also ends descendants whose process died while no server watched.
   *
   * @return how many entries were found with something still running
   */
  public int reap() throws IOException {
    int found = 0;
    for (var entry : ledger.all()) {
      if (entry.outlivesServer() && tree.find(entry).isPresent()) {
        continue;
      }
      if (!tree.members(entry).isEmpty()) {
        log.info("Ending {} (pid {}), left by an earlier server", entry.purpose(), entry.pid());
        tree.stop(entry, REAP_GRACE);
        found++;
      }
      ledger.forget(entry.id());
    }
    return found;
  }

  /** Ends what is left of a process that is already gone, found by the marker alone. */
  public void stopRemains(String id, Duration grace) throws IOException {
    var entry =
        ledger
            .find(id)
            .orElseGet(() -> new LedgerEntry(id, id, -1, "gone", clock.instant(), false));
    tree.stop(entry, grace);
    ledger.forget(id);
  }

  /**
   * The environment for a process that something else starts in our place. It carries the marker of
   * the id, so that {@link #stopRemains} finds the process with all its descendants.
   */
  public static Map<String, String> environment(String id, ProcessSpec spec) {
    var environment = new HashMap<>(System.getenv());
    ProcessEnvironment.prepare(environment, spec, id);
    return environment;
  }

  /** The pids of a process and of everything that belongs to it; empty when nothing runs. */
  public Set<Long> members(String id) {
    return ledger.find(id).map(entry -> Set.copyOf(tree.members(entry).keySet())).orElse(Set.of());
  }

  /** Every process but this one, in one look. Elsewhere than on Linux nothing is known. */
  public static List<RunningProcess> running() {
    return ProcessTree.running();
  }

  /**
   * What the processes of these ids take of the machine, measured in one pass. An id of which
   * nothing runs is left out; elsewhere than on Linux all are.
   */
  public Map<String, ProcessUse> use(Set<String> ids) {
    return table.use(ids);
  }

  private void forgetAtExit(SupervisedProcess process, LedgerEntry entry) {
    process
        .onExit()
        .thenRun(
            () -> {
              if (tree.members(entry).isEmpty()) {
                ledger.forget(entry.id());
              }
            });
  }

  private List<String> launch(ProcessSpec spec) throws IOException {
    var command = new ArrayList<>(ownSession);
    var streams = spec.detached();
    if (streams != null) {
      makeFifo(streams.stdin());
      command.addAll(List.of("sh", "-c", DETACH, "sh"));
      command.add(streams.stdin().toString());
      command.add(streams.stdout().toString());
      command.add(streams.stderr().toString());
    }
    command.addAll(spec.command());
    return command;
  }

  private void makeFifo(Path fifo) throws IOException {
    if (Files.exists(fifo)) {
      return;
    }
    var spec =
        ProcessSpec.of(
            "mkfifo",
            Path.of("/"),
            List.of("mkfifo", "-m", "600", fifo.toAbsolutePath().toString()));
    var made = run(spec, Duration.ofSeconds(5), 4096);
    if (!made.succeeded()) {
      throw new IOException("Could not make the FIFO " + fifo + ": " + made.errorText());
    }
  }

  private static ProcessBuilder builder(ProcessSpec spec, List<String> command, String marker) {
    var builder = new ProcessBuilder(command).directory(spec.directory().toFile());
    ProcessEnvironment.prepare(builder.environment(), spec, marker);
    if (spec.detached() != null) {
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    return builder;
  }

  /** The words before a command that give it a session and a process group of its own. */
  private static List<String> ownSessionPrefix() {
    if (onPath("setsid")) {
      return List.of("setsid");
    }
    if (onPath("perl")) {
      return List.of(
          "perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or die", "--");
    }
    return List.of();
  }

  private static boolean onPath(String program) {
    var path = System.getenv("PATH");
    if (path == null) {
      return false;
    }
    for (var directory : path.split(":")) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  private static void kill(Process process) {
    var descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private static void writeInBackground(OutputStream stream, byte[] input) throws IOException {
    if (input.length == 0) {
      stream.close();
      return;
    }
    Thread.ofVirtual()
        .name("process-input")
        .start(
            () -> {
              try (stream) {
                stream.write(input);
              } catch (IOException closedEarly) {
                // A program may end without reading all: its exit code tells whether that is well.
                log.debug("The rest of the input was not read", closedEarly);
              }
            });
  }

  private record Kept(byte[] bytes, boolean truncated) {}

  private static FutureTask<Kept> readInBackground(InputStream stream, int maxBytes) {
    Callable<Kept> read =
        () -> {
          try (stream) {
            var kept = stream.readNBytes(maxBytes);
            var rest = stream.transferTo(OutputStream.nullOutputStream());
            return new Kept(kept, rest > 0);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    var task = new FutureTask<>(read);
    Thread.ofVirtual().name("process-output").start(task);
    return task;
  }
}
