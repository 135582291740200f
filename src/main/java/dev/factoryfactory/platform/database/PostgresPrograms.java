package dev.factoryfactory.platform.database;

import dev.factoryfactory.platform.home.StartupRefused;
import dev.factoryfactory.platform.process.Finished;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs PostgreSQL's own programs. They refuse to run as root; a server that is root runs them in a
 * user namespace of their own, in which nobody is.
 */
final class PostgresPrograms {

  private static final List<String> NOT_AS_ROOT = List.of("unshare", "--user");
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final int MAX_OUTPUT = 64 * 1024;

  private final Path installation;
  private final Processes processes;
  private final List<String> prefix;

  PostgresPrograms(Path installation, Processes processes) throws IOException {
    this.installation = installation;
    this.processes = processes;
    this.prefix = isRoot() ? withoutRoot() : List.of();
  }

  /** Runs one of the programs to its end. */
  Finished run(Duration limit, String program, List<String> arguments) throws IOException {
    var command = new ArrayList<>(prefix);
    command.add(installation.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return run(program, command, limit);
  }

  private List<String> withoutRoot() throws IOException {
    var probe = new ArrayList<>(NOT_AS_ROOT);
    probe.add("true");
    if (!worked(probe)) {
      throw new StartupRefused(
          "PostgreSQL does not run as root, and this system allows no user namespace (unshare"
              + " --user). Start the server as an ordinary user, or set SPRING_DATASOURCE_URL to a"
              + " PostgreSQL of your own.");
    }
    return NOT_AS_ROOT;
  }

  private boolean worked(List<String> command) {
    try {
      return run(command.getFirst(), command, SHORT).succeeded();
    } catch (IOException missing) {
      return false;
    }
  }

  private boolean isRoot() throws IOException {
    return run("id", List.of("id", "-u"), SHORT).text().strip().equals("0");
  }

  private Finished run(String purpose, List<String> command, Duration limit) throws IOException {
    var spec =
        ProcessSpec.of(purpose, Path.of("/"), command).withEnvironment(Map.of("LC_ALL", "C"));
    return processes.run(spec, limit, MAX_OUTPUT);
  }
}
