package dev.factoryfactory.ratchet.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ClassifyProgramTests {

  private static final String LOG =
      """
      --- FAIL: TestStock (0.10s)
          stock_test.go:12: got 3, want 4
      FAIL	acme/stock	0.2s
      ##[error]Process completed with exit code 1.
      """;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @TempDir private Path folder = Path.of("");

  @Test
  void printsTheFourFields() {
    assertThat(run()).isZero();

    var answer = new JsonMapper().readTree(output.toByteArray());
    assertThat(answer.propertyNames())
        .containsExactlyInAnyOrder("class", "reason", "evidence", "failedTests");
    assertThat(answer.path("class").stringValue()).isEqualTo("CODE");
    assertThat(answer.path("failedTests").get(0).stringValue()).isEqualTo("TestStock");
    assertThat(answer.path("evidence").toString()).contains("stock_test.go:12: got 3, want 4");
  }

  @Test
  void takesTheContextFromAFile() throws IOException {
    var log = Files.writeString(folder.resolve("job.log"), LOG);
    var context =
        Files.writeString(
            folder.resolve("context.json"), "\ufeff{\"attempts\":[\"failure\",\"success\"]}");

    assertThat(run("--log", log.toString(), "--context", context.toString())).isZero();

    assertThat(output.toString(StandardCharsets.UTF_8)).contains("\"FLAKY\"");
  }

  @Test
  void saysWhatItCantRead() throws IOException {
    var broken = Files.writeString(folder.resolve("context.json"), "{");

    assertThat(run("--log", folder.resolve("absent.log").toString())).isEqualTo(1);
    assertThat(run("--context", broken.toString())).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("absent.log").contains("no JSON");
  }

  @Test
  void explainsItsArguments() {
    assertThat(run("--help")).isZero();
    assertThat(run("--colour")).isEqualTo(2);
    assertThat(run("--log")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("--colour")
        .contains("needs a file");
  }

  private int run(String... arguments) {
    return ClassifyProgram.run(
        arguments,
        new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(output, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }
}
