package dev.factoryfactory.platform.git;

import dev.factoryfactory.platform.process.Finished;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.platform.process.SupervisedProcess;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Runs the git that is installed: never prompts, never waits without end, speaks plain English. */
@Component
public class Git {

  /** Enough for any local command, also a checkout of a large repository with hooks. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final int MAX_BYTES = 64 << 20;

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_ASKPASS", "",
          "SSH_ASKPASS", "",
          "GCM_INTERACTIVE", "never",
          "GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new",
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh",
          "LC_ALL", "C.UTF-8",
          "LANGUAGE", "en");

  private final Processes processes;
  private final MeterRegistry meters;

  public Git(Processes processes, MeterRegistry meters) {
    this.processes = processes;
    this.meters = meters;
  }

  /**
   * Runs a command and returns what it wrote.
   *
   * @throws GitFailure when git's exit code is not 0
   */
  public String run(Path directory, String... arguments) {
    return checked(tryRun(directory, Map.of(), LIMIT, List.of(arguments)), arguments).text();
  }

  /** The same with variables such as {@code GIT_INDEX_FILE}. */
  public String run(Path directory, Map<String, String> environment, String... arguments) {
    return checked(tryRun(directory, environment, LIMIT, List.of(arguments)), arguments).text();
  }

  /** The same with bytes for the command to read. */
  public String run(
      Path directory, Map<String, String> environment, byte[] input, String... arguments) {
    var command = List.of(arguments);
    try {
      var spec = spec(directory, environment, command);
      return checked(processes.run(spec, LIMIT, MAX_BYTES, input), arguments).text();
    } catch (IOException e) {
      throw new GitFailure(arguments[0], e);
    }
  }

  /** Runs a command and leaves it to the caller what its exit code means. */
  public Finished tryRun(Path directory, String... arguments) {
    return tryRun(directory, Map.of(), LIMIT, List.of(arguments));
  }

  /**
   * Runs a command with a limit of its own.
   *
   * @throws GitFailure only when git can't be run at all
   */
  public Finished tryRun(
      Path directory, Map<String, String> environment, Duration limit, List<String> arguments) {
    try {
      return processes.run(spec(directory, environment, arguments), limit, MAX_BYTES);
    } catch (IOException e) {
      throw new GitFailure(arguments.getFirst(), e);
    }
  }

  /** Starts a command that takes long and shows progress, such as a clone. */
  public SupervisedProcess start(Path directory, List<String> arguments) throws IOException {
    return processes.start(spec(directory, Map.of(), arguments));
  }

  /** Splits the output of a command that was asked for {@code -z}. */
  public static List<String> splitZero(String output) {
    return output.isEmpty()
        ? List.of()
        : Arrays.asList(
            output.substring(0, output.length() - (output.endsWith("\0") ? 1 : 0)).split("\0", -1));
  }

  private static Finished checked(Finished finished, String... arguments) {
    if (finished.timedOut()) {
      throw new GitFailure(arguments[0], -1, "took longer than " + LIMIT.toMinutes() + " minutes");
    }
    if (!finished.succeeded()) {
      throw new GitFailure(arguments[0], finished.exitCode(), finished.errorText());
    }
    if (finished.truncated()) {
      throw new GitFailure(arguments[0], -1, "wrote more than can be kept");
    }
    return finished;
  }

  private ProcessSpec spec(
      Path directory, Map<String, String> environment, List<String> arguments) {
    meters.counter("factory-factory.git.processes", "purpose", purpose(arguments)).increment();
    var command = new ArrayList<String>();
    // An fsmonitor hook is a program of the repository's choosing; quotes would hide file names.
    command.addAll(List.of("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"));
    command.addAll(arguments);
    var variables = new HashMap<>(ENVIRONMENT);
    variables.putAll(environment);
    return ProcessSpec.of("git " + purpose(arguments), directory, command)
        .withEnvironment(variables);
  }

  /** The command's name, which settings given with {@code -c} may precede. */
  private static String purpose(List<String> arguments) {
    int at = 0;
    while (arguments.get(at).equals("-c")) {
      at += 2;
    }
    return arguments.get(at);
  }
}
