package dev.factoryfactory.platform.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to start. The command is an argument array and never a line for a shell to split.
 *
 * @param purpose what a person calls it, for logs and the ledger, such as {@code git status}
 * @param command the program and its arguments
 * @param directory where it runs
 * @param environment variables on top of the inherited ones; see {@link ProcessEnvironment}
 * @param detached where its streams go when it must outlive the server, else {@code null} for pipes
 */
public record ProcessSpec(
    String purpose,
    List<String> command,
    Path directory,
    Map<String, String> environment,
    @Nullable DetachedStreams detached) {

  public ProcessSpec {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("A process needs a program to run");
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  public static ProcessSpec of(String purpose, Path directory, List<String> command) {
    return new ProcessSpec(purpose, command, directory, Map.of(), null);
  }

  public ProcessSpec withEnvironment(Map<String, String> more) {
    return new ProcessSpec(purpose, command, directory, more, detached);
  }

  /** The same, cut loose from the server: it goes on when the server dies. */
  public ProcessSpec detachedTo(DetachedStreams streams) {
    return new ProcessSpec(purpose, command, directory, environment, streams);
  }

  /**
   * Streams that need no reader or writer alive.
   *
   * @param stdin a FIFO, made if missing, that the process itself holds open for reading and
   *     writing, so it never sees an end of file
   * @param stdout a file that the process appends to
   * @param stderr a file that the process appends to
   */
  public record DetachedStreams(Path stdin, Path stdout, Path stderr) {}
}
