package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What runs in a terminal: the user's own shell with the user's own environment. */
@Component
class Shell {

  private static final List<String> CHOICES = List.of("LC_ALL", "LC_CTYPE", "LANG");

  private final TerminalProperties properties;

  Shell(TerminalProperties properties) {
    this.properties = properties;
  }

  /**
   * The command that starts it.
   *
   * @throws DomainException NO_SHELL when there is none
   */
  List<String> command() {
    var configured = properties.shell();
    var own = System.getenv("SHELL");
    var candidates =
        configured != null
            ? Stream.of(configured)
            : Stream.of(own == null || own.isBlank() ? null : own, "/bin/bash", "/bin/sh")
                .filter(Objects::nonNull)
                .map(Path::of);
    var shell =
        candidates
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new DomainException(
                        ErrorCode.NO_SHELL,
                        "No shell was found. Set factory-factory.terminal.shell to the path of one."));
    // On a Mac it is the login shell that knows the user's PATH.
    var program = shell.toAbsolutePath().toString();
    return isMac() ? List.of(program, "-l") : List.of(program);
  }

  /** The user's environment with nothing of ours but the marker, by which all of it is found. */
  Map<String, String> environment(String id, Path worktree) {
    var spec =
        ProcessSpec.of("terminal", worktree, command())
            .withEnvironment(
                Map.of(
                    "TERM", "xterm-256color",
                    "COLORTERM", "truecolor",
                    "WORKSPACE_PATH", worktree.toString()));
    return withCharacters(Processes.environment(id, spec));
  }

  /**
   * A window speaks UTF-8. Where nobody chose a language, as under many a service manager, the
   * shell would take every letter beyond ASCII for a command.
   */
  static Map<String, String> withCharacters(Map<String, String> environment) {
    if (CHOICES.stream().allMatch(name -> environment.getOrDefault(name, "").isBlank())) {
      environment.put("LC_CTYPE", isMac() ? "UTF-8" : "C.UTF-8");
    }
    return environment;
  }

  private static boolean isMac() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
  }
}
