package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.platform.git.GitFailure;
import dev.factoryfactory.platform.process.SupervisedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Clones a repository with progress; a clone that was stopped or failed leaves nothing behind. */
@Component
class Cloner {

  private static final Pattern PROGRESS =
      Pattern.compile("(?:remote: )?([A-Z][a-z ]+):\\s+(\\d+)%.*");
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final int MAX_ERROR = 4_000;

  private final Git git;
  private final Map<ProjectId, SupervisedProcess> running = new ConcurrentHashMap<>();

  Cloner(Git git) {
    this.git = git;
  }

  /**
   * Clones into a folder beside the target and renames it when done.
   *
   * @throws GitFailure when git fails or was stopped
   */
  void clone(ProjectId id, String url, Path target, Consumer<Project.Progress> progress)
      throws IOException {
    var folder = target.resolveSibling(".").normalize();
    Files.createDirectories(folder);
    var draft = draft(target, id);
    FileTrees.delete(draft);
    var process = git.start(folder, List.of("clone", "--progress", "--", url, draft.toString()));
    running.put(id, process);
    try {
      process.stdin().close();
      var output = follow(process.stderr(), progress);
      var exit = process.onExit().join().orElse(-1);
      if (exit != 0) {
        throw new GitFailure("clone", exit, output);
      }
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      running.remove(id);
      FileTrees.delete(draft);
    }
  }

  /** Ends a running clone; its caller then cleans up. */
  void cancel(ProjectId id) throws IOException {
    var process = running.get(id);
    if (process != null) {
      process.stop(GRACE);
    }
  }

  /** Removes what a clone left that died with its server. */
  void cleanUp(ProjectId id, Path target) throws IOException {
    FileTrees.delete(draft(target, id));
  }

  private static Path draft(Path target, ProjectId id) {
    return target.resolveSibling(".cloning-" + id);
  }

  /**
   * Reads git's progress, which ends lines with a carriage return; answers what was no progress.
   */
  private static String follow(InputStream stream, Consumer<Project.Progress> progress)
      throws IOException {
    var rest = new StringBuilder();
    var line = new StringBuilder();
    Project.Progress last = null;
    try (var reader = new java.io.InputStreamReader(stream, StandardCharsets.UTF_8)) {
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        if (next != '\r' && next != '\n') {
          line.append((char) next);
          continue;
        }
        var step = PROGRESS.matcher(line);
        if (step.matches()) {
          var now = new Project.Progress(step.group(1), Integer.parseInt(step.group(2)));
          if (!now.equals(last)) {
            progress.accept(now);
            last = now;
          }
        } else if (rest.length() < MAX_ERROR) {
          rest.append(line).append('\n');
        }
        line.setLength(0);
      }
    }
    return rest.append(line).toString();
  }
}
