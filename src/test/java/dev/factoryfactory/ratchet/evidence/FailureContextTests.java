package dev.factoryfactory.ratchet.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.factoryfactory.ratchet.evidence.FailureContext.Attempt;
import dev.factoryfactory.ratchet.evidence.FailureContext.Outcome;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureContextTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"attempts\":[{\"run_attempt\":1,\"conclusion\":\"failure\"},{\"run_attempt\":2,\"conclusion\":\"success\"}]}",
        "{\"attempts\":[\"failure\",\"success\"]}",
        "{\"attempts\":{\"1\":\"FAILURE\",\"2\":\"SUCCESS\"}}",
        "{\"context\":{\"run-attempts\":[{\"n\":1,\"passed\":false},{\"n\":2,\"passed\":true}]}}",
        "{\"attempts\":{\"count\":2,\"results\":[\"failed\",\"passed\"]}}"
      })
  void readsAttemptsInManyForms(String json) {
    assertThat(FailureContext.parse(json).attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Outcome.FAILED, Outcome.PASSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"base\":\"failure\"}",
        "{\"baseResult\":{\"conclusion\":\"failure\"}}",
        "{\"base_branch\":{\"name\":\"main\",\"same_check\":\"failed\"}}",
        "{\"failsOnBase\":true}",
        "{\"basePassed\":false}",
        "{\"base\":[{\"conclusion\":\"success\"},{\"conclusion\":\"timed_out\"}]}"
      })
  void readsTheBaseInManyForms(String json) {
    var base = Objects.requireNonNull(FailureContext.parse(json).base());

    assertThat(base.outcome().isBad()).isTrue();
  }

  @Test
  void tellsStepsThatAreNotKnownFromNone() {
    assertThat(FailureContext.parse("{}").steps()).isNull();
    assertThat(FailureContext.parse("{\"steps\":[]}").steps()).isEmpty();
    assertThat(
            FailureContext.parse(
                    "{\"steps\":[{\"name\":\"Test\",\"status\":\"in_progress\",\"conclusion\":null}]}")
                .steps())
        .singleElement()
        .extracting(FailureContext.Step::outcome)
        .isEqualTo(Outcome.NONE);
  }

  @Test
  void ignoresWhatItDoesNotKnow() {
    var context =
        FailureContext.parse(
            "{\"weather\":\"fine\",\"attempts\":2,\"base\":null,\"annotations\":[{}]}");

    assertThat(context.attempts()).isEmpty();
    assertThat(context.base()).isNull();
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThatIllegalArgumentException().isThrownBy(() -> FailureContext.parse("[1]"));
    assertThatIllegalArgumentException().isThrownBy(() -> FailureContext.parse("{\"base\":"));
  }
}
