package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.github.PullRequest.Ci;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CiRulesTests {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "SUCCESS,SUCCESS",
    "NEUTRAL,SUCCESS",
    "SKIPPED,SUCCESS",
    "FAILURE,FAILURE",
    "ERROR,FAILURE",
    "TIMED_OUT,FAILURE",
    "STARTUP_FAILURE,FAILURE",
    "ACTION_REQUIRED,FAILURE",
    "CANCELLED,FAILURE",
    "QUEUED,PENDING",
    "IN_PROGRESS,PENDING",
    "WAITING,PENDING",
    "REQUESTED,PENDING",
    "PENDING,PENDING",
    "EXPECTED,PENDING",
    "STALE,UNKNOWN",
    "COMPLETED,UNKNOWN",
    "SOMETHING_NEW,UNKNOWN",
    "'',UNKNOWN"
  })
  void everyValueHasItsMeaning(String value, Ci meaning) {
    assertThat(CiRules.of(List.of(check("a", value, 1, 0, 1)), Set.of(), true)).isEqualTo(meaning);
  }

  @Test
  void aFailureOutranksWhatStillRuns() {
    var checks = List.of(check("a", "IN_PROGRESS", 1, 0, null), check("b", "FAILURE", 2, 0, 1));

    assertThat(CiRules.of(checks, Set.of(), true)).isEqualTo(Ci.FAILURE);
  }

  @Test
  void nothingIsNotSuccessUntilItWasQuiet() {
    assertThat(CiRules.of(List.of(), Set.of(), false)).isEqualTo(Ci.PENDING);
    assertThat(CiRules.of(List.of(), Set.of(), true)).isEqualTo(Ci.SUCCESS);
    assertThat(CiRules.of(List.of(), Set.of("build"), true)).isEqualTo(Ci.PENDING);
  }

  @Test
  void aRequiredCheckThatIsAbsentIsWaitedFor() {
    assertThat(CiRules.of(List.of(check("a", "SUCCESS", 1, 0, 1)), Set.of("a", "b"), true))
        .isEqualTo(Ci.PENDING);
  }

  @Test
  void aLaterRunReplacesAnEarlierOne() {
    var checks = List.of(check("a", "FAILURE", 1, 0, 5), check("a", "SUCCESS", 2, 6, 9));

    assertThat(CiRules.of(checks, Set.of(), true)).isEqualTo(Ci.SUCCESS);
  }

  @Test
  void anotherAttemptOfTheSameRunReplacesTheFirst() {
    var checks = List.of(check("a", "FAILURE", 1, 0, 5), check("a", "IN_PROGRESS", 1, 3, null));

    assertThat(CiRules.of(checks, Set.of(), true)).isEqualTo(Ci.PENDING);
  }

  @Test
  void twoThatOverlapBothCount() {
    var checks = List.of(check("a", "FAILURE", 1, 0, 5), check("a", "SUCCESS", 2, 1, 4));

    assertThat(CiRules.of(checks, Set.of(), true)).isEqualTo(Ci.FAILURE);
  }

  private static Check check(
      String name, String value, long run, int begin, @Nullable Integer end) {
    return new Check(
        run,
        name,
        value,
        null,
        "github-actions/ci/push",
        run,
        NOON.plusSeconds(begin),
        end == null ? null : NOON.plusSeconds(end));
  }

  @Test
  void whereOthersMayNotBeSeenNothingIsGreenWithoutACheck() {
    assertThat(CiRules.ofSome(List.of(), Set.of(), "")).isEqualTo(Ci.UNKNOWN);
    assertThat(CiRules.ofSome(List.of(), Set.of(), "SUCCESS")).isEqualTo(Ci.UNKNOWN);
    assertThat(CiRules.ofSome(List.of(), Set.of(), "FAILURE")).isEqualTo(Ci.FAILURE);
    assertThat(CiRules.worse(Ci.SUCCESS, "PENDING")).isEqualTo(Ci.PENDING);
    assertThat(CiRules.worse(Ci.FAILURE, "PENDING")).isEqualTo(Ci.FAILURE);
    assertThat(CiRules.worse(Ci.SUCCESS, "")).isEqualTo(Ci.SUCCESS);
  }
}
