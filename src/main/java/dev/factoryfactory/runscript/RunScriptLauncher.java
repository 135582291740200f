package dev.factoryfactory.runscript;

import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.ProcessSpec.DetachedStreams;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.platform.process.SupervisedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Starts and ends the processes of runs, so that they outlive the server. */
@Component
class RunScriptLauncher {

  private static final Logger log = LoggerFactory.getLogger(RunScriptLauncher.class);
  private static final Duration REMAINS_GRACE = Duration.ofSeconds(1);

  /**
   * Writes down how the script ended, so that a later server knows too. The shell survives the
   * signal that ends the script; the trap is not inherited by it.
   */
  private static final String KEEP_EXIT_CODE =
      "trap : TERM INT HUP; bash -c \"$1\"; code=$?;"
          + " printf '%s\\n' \"$code\" > \"$2.draft\" && mv \"$2.draft\" \"$2\"; exit \"$code\"";

  private static final String TO_LOG = "exec >> \"$2\" 2>&1 < /dev/null; exec bash -c \"$1\"";

  private final Processes processes;
  private final RunScriptLogs logs;
  private final RunScriptProperties properties;

  RunScriptLauncher(Processes processes, RunScriptLogs logs, RunScriptProperties properties) {
    this.processes = processes;
    this.logs = logs;
    this.properties = properties;
  }

  /** The process of a run, if it still runs. */
  Optional<SupervisedProcess> find(RunScriptRow row) {
    return processes.adopt(row.processId());
  }

  /** Starts the run script; what an earlier attempt at the same run left is ended first. */
  SupervisedProcess start(RunScriptRow row, Path worktree) throws IOException {
    requireDirectory(worktree);
    processes.stopRemains(row.processId(), REMAINS_GRACE);
    var files = logs.prepare(row.workspaceId(), row.run());
    var command =
        List.of("sh", "-c", KEEP_EXIT_CODE, "sh", row.runCommand(), files.exit().toString());
    return processes.start(
        row.processId(), detached("run script", row, worktree, command, LogChannel.RUN));
  }

  /** Starts the script that follows, if there is one; that it fails is its own affair. */
  void startPostRun(RunScriptRow row, Path worktree) {
    var script = row.commands().postRun();
    if (script == null) {
      return;
    }
    var command = List.of("bash", "-c", script);
    var spec = detached("post-run script", row, worktree, command, LogChannel.POST_RUN);
    try {
      processes.start(idOf(row, LogChannel.POST_RUN), spec);
    } catch (IOException e) {
      log.warn("The post-run script of workspace {} did not start", row.workspaceId(), e);
    }
  }

  /** Runs the cleanup script, if there is one, to its end or to the end of its time. */
  void cleanUp(RunScriptRow row, @Nullable Path worktree) {
    var script = row.commands().cleanup();
    if (script == null || worktree == null || !Files.isDirectory(worktree)) {
      return;
    }
    try {
      var log = logs.files(row.workspaceId(), row.run()).log(LogChannel.CLEANUP).toString();
      var command = List.of("sh", "-c", TO_LOG, "sh", script, log);
      var spec =
          ProcessSpec.of("cleanup script", worktree, command)
              .withEnvironment(environment(row, worktree));
      var process = processes.start(idOf(row, LogChannel.CLEANUP), spec);
      try {
        process.onExit().get(properties.cleanupLimit().toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        process.stop(REMAINS_GRACE);
      }
    } catch (TimeoutException e) {
      log.info("The cleanup script of workspace {} took too long", row.workspaceId());
    } catch (IOException | ExecutionException e) {
      log.warn("The cleanup script of workspace {} failed", row.workspaceId(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("The cleanup script was interrupted");
    }
  }

  /** Ends everything that a run started. Returns when nothing of it is left. */
  void stop(RunScriptRow row) throws IOException {
    processes.stopRemains(row.processId(), properties.stopGrace());
    processes.stopRemains(idOf(row, LogChannel.POST_RUN), properties.stopGrace());
  }

  /** Ends what a run whose script has ended by itself left running. */
  void endRemains(RunScriptRow row) {
    try {
      processes.stopRemains(row.processId(), REMAINS_GRACE);
      processes.stopRemains(idOf(row, LogChannel.POST_RUN), REMAINS_GRACE);
    } catch (IOException e) {
      log.warn("Something that a run script started is still running", e);
    }
  }

  /** How the script of a run ended, if that was written down. */
  Optional<Exit> exit(RunScriptRow row) {
    var file = logs.files(row.workspaceId(), row.run()).exit();
    try {
      return Files.exists(file)
          ? Optional.of(Exit.of(Integer.parseInt(Files.readString(file).strip())))
          : Optional.empty();
    } catch (IOException | NumberFormatException unreadable) {
      log.warn("The exit code in {} can't be read", file, unreadable);
      return Optional.empty();
    }
  }

  /** The pids of all that belongs to a run. */
  Set<Long> members(RunScriptRow row) {
    var members = new HashSet<Long>();
    ids(row).forEach(id -> members.addAll(processes.members(id)));
    return members;
  }

  /** What marks all that belongs to a run. */
  Set<String> ids(RunScriptRow row) {
    return Set.of(row.processId(), idOf(row, LogChannel.POST_RUN));
  }

  private ProcessSpec detached(
      String purpose, RunScriptRow row, Path worktree, List<String> command, LogChannel channel) {
    var files = logs.files(row.workspaceId(), row.run());
    var output = files.log(channel);
    return ProcessSpec.of(purpose, worktree, command)
        .withEnvironment(environment(row, worktree))
        .detachedTo(new DetachedStreams(files.stdin(channel), output, output));
  }

  private static Map<String, String> environment(RunScriptRow row, Path worktree) {
    return Map.of("PORT", Integer.toString(row.port()), "WORKSPACE_PATH", worktree.toString());
  }

  /** Follows from the run's id, so that it need not be stored. */
  private static String idOf(RunScriptRow row, LogChannel channel) {
    var name = row.processId() + "/" + channel.wireName();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static void requireDirectory(Path worktree) throws IOException {
    if (!Files.isDirectory(worktree)) {
      throw new IOException("the worktree %s is gone".formatted(worktree));
    }
  }
}
