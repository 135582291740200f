package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.SessionFacet.Activity;
import dev.factoryfactory.session.WireState.Block;
import dev.factoryfactory.session.WireState.Call;
import org.junit.jupiter.api.Test;

class ActivitiesTests {

  private final WireState wire = new WireState();

  @Test
  void namesTheFileOfTheOpenCall() {
    wire.remember(
        "1", new Call("Edit README.md", "edit", true, "/w/docs/README.md", null, 0, null));
    assertThat(Activities.of(SessionStatus.WORKING, wire))
        .isEqualTo(new Activity("edit", "Editing README.md"));
  }

  @Test
  void showsACommandOnOneLine() {
    wire.remember("1", new Call("`mvn test`\nrm -r x", "execute", true, null, null, 0, null));
    assertThat(Activities.of(SessionStatus.WORKING, wire))
        .isEqualTo(new Activity("execute", "Running mvn test"));
  }

  @Test
  void aClosedCallIsOver() {
    wire.remember("1", new Call("Edit", "edit", false, null, null, 0, null));
    wire.block = new Block(EventType.AGENT_MESSAGE, "b1", null);
    assertThat(Activities.of(SessionStatus.WORKING, wire))
        .isEqualTo(new Activity("message", "Writing an answer"));
    assertThat(Activities.of(SessionStatus.IDLE, wire)).isNull();
  }

  @Test
  void remembersAllOpenCallsAndFewClosedOnes() {
    wire.remember("open", new Call("Edit", "edit", true, null, null, 0, null));
    for (int i = 0; i < 500; i++) {
      wire.remember("closed" + i, new Call("Edit", "edit", false, null, null, 0, null));
    }
    assertThat(wire.calls).containsKey("open").hasSizeLessThanOrEqualTo(101);
  }
}
