package dev.factoryfactory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Walks through the product in a real browser, against the packaged jar. The steps are in {@code
 * frontend/e2e}; this hands them the Java that Maven chose.
 */
@NullMarked
class BrowserIT {

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
    process.inputReader().lines().forEach(System.out::println);
    assertThat(process.waitFor()).as("exit code of the browser tests").isZero();
  }
}
