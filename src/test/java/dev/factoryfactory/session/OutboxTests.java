package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.acp.AgentInput;
import org.junit.jupiter.api.Test;

class OutboxTests {

  @Test
  void keepsWhatIsNotDeliveredAndNeverReusesANumber() {
    var outbox = Outbox.EMPTY.with("a").with("b").withoutDelivered(1);
    assertThat(outbox.lines()).containsExactly(new AgentInput.Line(2, "b"));
    assertThat(outbox.withoutDelivered(2).with("c").lines())
        .containsExactly(new AgentInput.Line(3, "c"));
  }
}
