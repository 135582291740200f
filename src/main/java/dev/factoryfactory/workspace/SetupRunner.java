package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.platform.process.SupervisedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Runs setup scripts: output live, time bounded, ended as a whole tree. */
@Component
class SetupRunner {

  private static final Logger log = LoggerFactory.getLogger(SetupRunner.class);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration FLUSH = Duration.ofMillis(100);
  private static final int BUFFER = 8_192;

  /** How a script ended. */
  record Outcome(SetupState state, int exitCode) {}

  private final Processes processes;
  private final WorkspaceProperties properties;
  private final ApplicationEventPublisher events;
  private final Map<WorkspaceId, SetupLog> running = new ConcurrentHashMap<>();

  SetupRunner(
      Processes processes, WorkspaceProperties properties, ApplicationEventPublisher events) {
    this.processes = processes;
    this.properties = properties;
    this.events = events;
  }

  /**
   * Runs a script to its end. An interrupt ends it.
   *
   * @throws InterruptedException when it was ended from outside
   */
  Outcome run(WorkspaceId id, Path worktree, String script)
      throws IOException, InterruptedException {
    var output = new SetupLog(file(id));
    running.put(id, output);
    try {
      var process =
          processes.start(
              ProcessSpec.of("setup script", worktree, List.of("bash", "-c", script))
                  .withEnvironment(Map.of("WORKSPACE_PATH", worktree.toString())));
      process.stdin().close();
      var readers = List.of(copy(process.stdout(), output), copy(process.stderr(), output));
      var feed = new Feed(id, output);
      var outcome = await(process, feed);
      for (var reader : readers) {
        reader.join(GRACE);
      }
      feed.flush();
      return outcome;
    } finally {
      output.save();
      running.remove(id);
    }
  }

  /** The log of the running script, else of the last one. */
  SetupLog log(WorkspaceId id) throws IOException {
    var current = running.get(id);
    return current != null ? current : SetupLog.load(file(id));
  }

  /** Removes what is on disk about a workspace. */
  void forget(WorkspaceId id) throws IOException {
    FileTrees.delete(properties.files().resolve(id.toString()));
  }

  private Outcome await(SupervisedProcess process, Feed feed)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + properties.setupTimeout().toNanos();
    try {
      while (System.nanoTime() < deadline) {
        try {
          var exit = process.onExit().get(FLUSH.toMillis(), TimeUnit.MILLISECONDS).orElse(-1);
          return new Outcome(exit == 0 ? SetupState.SUCCEEDED : SetupState.FAILED, exit);
        } catch (TimeoutException stillRunning) {
          feed.flush();
        }
      }
      feed.output.append(
          "\nStopped after %d s, the time limit of setup scripts.\n"
              .formatted(properties.setupTimeout().toSeconds()));
      return new Outcome(SetupState.TIMED_OUT, -1);
    } catch (ExecutionException e) {
      throw new IOException("The setup script could not be watched", e);
    } finally {
      process.stop(GRACE);
    }
  }

  /** Publishes what came since the last time. */
  private final class Feed {

    private final WorkspaceId id;
    private final SetupLog output;
    private long sent;

    Feed(WorkspaceId id, SetupLog output) {
      this.id = id;
      this.output = output;
    }

    void flush() {
      var part = output.after(sent);
      if (!part.output().isEmpty()) {
        events.publishEvent(new SetupOutput(id, part.from(), part.to(), part.output()));
        sent = part.to();
      }
    }
  }

  private Thread copy(InputStream stream, SetupLog output) {
    return Thread.ofVirtual()
        .name("setup-output")
        .start(
            () -> {
              var buffer = new char[BUFFER];
              try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                  output.append(new String(buffer, 0, count));
                }
              } catch (IOException e) {
                log.debug("The output of a setup script ended early", e);
              }
            });
  }

  private Path file(WorkspaceId id) {
    return properties.files().resolve(id.toString()).resolve("setup.log");
  }
}
