package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.ProcessSpec.DetachedStreams;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.platform.process.SupervisedProcess;
import dev.factoryfactory.session.AgentSource.AgentDefinition;
import dev.factoryfactory.session.acp.AgentText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Starts agents so that they outlive the server, and knows where their streams are. */
@Component
class AgentLauncher {

  private static final Logger log = LoggerFactory.getLogger(AgentLauncher.class);
  private static final Duration REMAINS_GRACE = Duration.ofSeconds(1);
  private static final int LAST_WORDS = 4096;
  private static final int LAST_LINES = 5;
  private static final int KEPT_RUNS = 3;

  private final Processes processes;
  private final Path root;

  AgentLauncher(Processes processes, @Value("${factory-factory.home}") Path home) {
    this.processes = processes;
    this.root = home.toAbsolutePath().resolve("sessions");
  }

  /** The files of one process of a session. */
  record Streams(Path stdin, Path stdout, Path stderr, Path sent) {

    private static Streams in(Path directory) {
      return new Streams(
          directory.resolve("stdin"),
          directory.resolve("stdout.jsonl"),
          directory.resolve("stderr.log"),
          directory.resolve("stdin.jsonl"));
    }
  }

  Streams streams(SessionId session, int generation) {
    return Streams.in(run(session, generation));
  }

  private Path run(SessionId session, int generation) {
    return directory(session).resolve("run-" + generation);
  }

  /** Deletes the raw record of a process that is long gone; its transcript stays. */
  void deleteOldRun(SessionId session, int generation) {
    try {
      FileSystemUtils.deleteRecursively(run(session, generation - KEPT_RUNS));
    } catch (IOException e) {
      log.warn("Could not delete an old journal of session {}", session, e);
    }
  }

  /** Starts an agent under an id that was stored before. */
  SupervisedProcess start(AgentDefinition agent, Path worktree, Streams streams, String processId)
      throws IOException {
    Files.createDirectories(streams.stdout().getParent());
    var spec =
        ProcessSpec.of(agent.title(), worktree, agent.command())
            .withEnvironment(agent.environment())
            .detachedTo(new DetachedStreams(streams.stdin(), streams.stdout(), streams.stderr()));
    return processes.start(processId, spec);
  }

  Optional<SupervisedProcess> adopt(String processId) {
    return processes.adopt(processId);
  }

  /** Ends what an agent that is gone itself left running. */
  void endRemains(String processId) {
    try {
      processes.stopRemains(processId, REMAINS_GRACE);
    } catch (IOException e) {
      log.warn("Something that an agent started is still running", e);
    }
  }

  /** The last lines that an agent wrote for people, bounded and without what steers a terminal. */
  List<String> lastWords(Streams streams) {
    try (var file = Files.newByteChannel(streams.stderr())) {
      file.position(Math.max(0, file.size() - LAST_WORDS));
      var bytes = ByteBuffer.allocate(LAST_WORDS);
      file.read(bytes);
      var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      var lines = AgentText.plain(text).lines().filter(line -> !line.isBlank()).toList();
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
          .map(line -> AgentText.bounded(line.strip(), 300))
          .toList();
    } catch (IOException noStderr) {
      return List.of();
    }
  }

  void deleteFiles(SessionId session) {
    try {
      FileSystemUtils.deleteRecursively(directory(session));
    } catch (IOException e) {
      log.warn("Could not delete the files of session {}", session, e);
    }
  }

  private Path directory(SessionId session) {
    return root.resolve(session.toString());
  }
}
