package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTests {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static CheckFailure.Step step(String name, String conclusion, int from, int to) {
    return new CheckFailure.Step(1, name, conclusion, NOON.plusSeconds(from), NOON.plusSeconds(to));
  }

  private static List<String> shown(List<CheckFailure.Step> steps, String log) {
    return LogLines.of("1", "test", steps, log.getBytes(StandardCharsets.UTF_8)).lines().stream()
        .map(CheckLog.Line::text)
        .toList();
  }

  @Test
  void aStepWithANameOfItsOwnIsFoundByTheTimeThatItRan() {
    var steps = List.of(step("Build", "SUCCESS", 0, 4), step("Unit tests", "FAILURE", 5, 7));
    var log =
        """
        2026-11-24T12:00:01.0Z building
        2026-11-24T12:00:05.5Z first
        and what belongs to it
        2026-11-24T12:00:07.9Z ##[error]last
        2026-11-24T12:00:08.1Z after
        """;

    assertThat(shown(steps, log)).containsExactly("first", "and what belongs to it", "Error: last");
  }

  @Test
  void withoutAFailedStepItsEndIsShown() {
    assertThat(shown(List.of(), "one\ntwo\n")).containsExactly("one", "two");
    assertThat(shown(List.of(step("Gone", "FAILURE", 90, 95)), "one\ntwo\n"))
        .containsExactly("one", "two");
  }

  @Test
  void showsWhatAProgressBarEndedWithAndNoControls() {
    assertThat(shown(List.of(), "10%\r100% done\u0007\n\u001b[1mbold\u001b[0m\u202e\n"))
        .containsExactly("100% done", "bold");
  }

  @Test
  void masksASecretThatIsCutOff() {
    var line = "x".repeat(1_990) + " ghp_0123456789abcdefghijABCDEFGHIJ012345";

    assertThat(shown(List.of(), line).getFirst()).doesNotContain("ghp_0");
  }
}
