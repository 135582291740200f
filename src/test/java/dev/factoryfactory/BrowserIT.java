package dev.factoryfactory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Walks through the product in a real browser, against the packaged jar. The steps are in {@code
 * frontend/e2e}; this hands them the Java that Maven chose.
 */
@NullMarked
class BrowserIT {

  private static final int LINES = 60;

  @Test
  void aNewcomerFindsTheirWay() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var process =
        new ProcessBuilder("node", "frontend/e2e/run.mjs", java.toString())
            .redirectErrorStream(true)
            .start();
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
