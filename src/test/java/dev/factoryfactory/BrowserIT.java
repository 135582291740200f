package dev.factoryfactory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks through the product in a real browser, against the packaged jar. The steps are in {@code
 * frontend/e2e}; this hands them the Java that Maven chose.
 */
@NullMarked
class BrowserIT {

  private static final int LINES = 60;

  @Test
  void aNewcomerFindsTheirWay(@TempDir Path folder) throws Exception {
    try (var gitHub = BrowserGitHub.start(folder)) {
      walk(gitHub);
    }
  }

  private static void walk(BrowserGitHub gitHub) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var command = new ArrayList<>(List.of("node", "frontend/e2e/run.mjs", java.toString()));
    command.addAll(List.of(System.getProperty("browser.tests", "").split(",")));
    command.removeIf(String::isEmpty);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(gitHub.environment());
    var process = builder.start();
    process.getOutputStream().close();
    // Through System.out, which the test runner owns; a child that wrote to it itself would break
    // it.
    var output = process.inputReader().lines().peek(System.out::println).toList();
    assertThat(process.waitFor())
        .as(() -> "exit code of the browser tests, which ended with%n%s".formatted(end(output)))
        .isZero();
  }

  private static String end(List<String> output) {
    return String.join(
        System.lineSeparator(), output.subList(Math.max(0, output.size() - LINES), output.size()));
  }
}
