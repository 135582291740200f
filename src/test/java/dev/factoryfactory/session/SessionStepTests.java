package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.session.acp.AcpMessage;
import dev.factoryfactory.session.acp.AcpUpdate;
import dev.factoryfactory.session.acp.ToolChange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionStepTests {

  private final ToolCalls calls = new ToolCalls();
  private final StoredSession session =
      new StoredSession(
          SessionId.random(),
          ProjectId.random(),
          WorkspaceId.random(),
          new Agent("demo", "Demo"),
          Instant.EPOCH);
  private SessionStep step = new SessionStep(session, 0, Instant.EPOCH);

  @Test
  void piecesOfSpeechBecomeOneEvent() {
    step.speech(EventType.AGENT_MESSAGE, null, "Hel");
    step.speech(EventType.AGENT_MESSAGE, null, "lo \ud83d");
    step.speech(EventType.AGENT_MESSAGE, null, "\ude00");
    assertThat(told()).containsExactly("agent_message {\"blockId\":\"b1\",\"text\":\"Hello 😀\"}");
  }

  @Test
  void aBlockGoesOnInTheNextStepUntilSomethingElseHappens() {
    step.speech(EventType.AGENT_MESSAGE, "m", "a");
    step = next();
    step.speech(EventType.AGENT_MESSAGE, "m", "b");
    step.speech(EventType.AGENT_THOUGHT, "m", "c");
    step.notice("info", "X", "x");
    step.speech(EventType.AGENT_THOUGHT, "m", "d");
    assertThat(told())
        .containsExactly(
            "agent_message {\"blockId\":\"b1\",\"text\":\"b\"}",
            "agent_thought {\"blockId\":\"b2\",\"text\":\"c\"}",
            "notice {\"level\":\"info\",\"code\":\"X\",\"message\":\"x\"}",
            "agent_thought {\"blockId\":\"b3\",\"text\":\"d\"}");
  }

  @Test
  void whateverComesFirstAnnouncesAToolCallAndUpdatesMerge() {
    calls.apply(step, tool("{\"toolCallId\":\"t\",\"status\":\"in_progress\"}"));
    calls.apply(step, tool("{\"toolCallId\":\"t\",\"title\":\"Edit\"}"));
    calls.apply(step, tool("{\"toolCallId\":\"t\",\"status\":\"completed\"}"));
    calls.settle(step);
    assertThat(told())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("tool_call {").contains("in_progress"),
            second ->
                assertThat(second)
                    .isEqualTo(
                        "tool_call_update"
                            + " {\"toolCallId\":\"t\",\"title\":\"Edit\",\"status\":\"completed\"}"));
  }

  @Test
  void openCallsAreSettledOnce() {
    calls.apply(step, tool("{\"toolCallId\":\"t\"}"));
    calls.settle(step);
    calls.settle(step);
    assertThat(told())
        .last()
        .isEqualTo("tool_call_update {\"toolCallId\":\"t\",\"status\":\"failed\"}");
    assertThat(session.lastSequence()).isEqualTo(2);
  }

  @Test
  void linesWaitInTheOutboxUntilTheyAreDelivered() {
    step.send("one");
    step.send("two");
    told();
    step = new SessionStep(session, 1, Instant.EPOCH);
    step.send("three");
    told();
    assertThat(session.outbox().lines()).extracting(line -> line.text()).contains("two", "three");
    assertThat(session.outbox().lines()).hasSize(2);
  }

  @Test
  void anIllegalMoveIsAnError() {
    assertThatIllegalStateException().isThrownBy(() -> step.move(SessionStatus.IDLE, null));
  }

  private SessionStep next() {
    step.finish();
    return new SessionStep(session, 0, Instant.EPOCH);
  }

  private List<String> told() {
    return step.finish().stream().map(event -> event.type() + " " + event.data()).toList();
  }

  private static ToolChange tool(String update) {
    var line =
        "{\"method\":\"session/update\",\"params\":{\"update\":%s}}"
            .formatted(update.replaceFirst("\\{", "{\"sessionUpdate\":\"tool_call_update\","));
    var notification = (AcpMessage.Notification) AcpMessage.parse(line);
    return ((AcpUpdate.Tool) AcpUpdate.read(notification.params())).change();
  }
}
