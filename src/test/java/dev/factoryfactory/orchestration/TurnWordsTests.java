package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.TranscriptEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TurnWordsTests {

  private static final String URL = "https://github.com/acme/shop/pull/7";

  private final List<TranscriptEvent> events = new ArrayList<>();

  @Test
  void aMessageInPiecesIsOneText() {
    event("turn_started", "{\"turnId\": \"t1\"}");
    event("agent_message", "{\"text\": \"Done: https://github.com/ac\"}");
    event("agent_message", "{\"text\": \"me/shop/pull/7\"}");

    assertThat(TurnWords.of("t1", events)).containsExactly("Done: " + URL);
  }

  @Test
  void whatAToolPrintedIsFoundWhereverItStands() {
    event("turn_started", "{\"turnId\": \"t1\"}");
    event(
        "tool_call_update",
        "{\"toolCallId\": \"1\", \"content\": [{\"type\": \"terminal\", \"output\": \"%s\"}]}"
            .formatted(URL));

    assertThat(TurnWords.of("t1", events)).contains(URL);
  }

  @Test
  void otherTurnsAndPeopleAreNotHeard() {
    event("turn_started", "{\"turnId\": \"t0\"}");
    event("agent_message", "{\"text\": \"before\"}");
    event("user_message", "{\"text\": \"%s\"}".formatted(URL));
    event("turn_started", "{\"turnId\": \"t1\"}");
    event("agent_message", "{\"text\": \"now\"}");
    event("agent_thought", "{\"text\": \"hm\"}");
    event("turn_ended", "{\"turnId\": \"t1\"}");
    event("turn_started", "{\"turnId\": \"t2\"}");
    event("agent_message", "{\"text\": \"after\"}");

    assertThat(TurnWords.of("t1", events)).containsExactly("now");
  }

  @Test
  void ofMuchTheEndIsKept() {
    event("agent_message", "{\"text\": \"%s%s\"}".formatted("x".repeat(3 << 20), URL));

    var words = TurnWords.of("t1", events);

    assertThat(words).singleElement().asString().hasSize(1 << 20).endsWith(URL);
  }

  private void event(String type, String json) {
    events.add(
        new TranscriptEvent(
            events.size() + 1, type, Instant.EPOCH, new JsonMapper().readTree(json)));
  }
}
