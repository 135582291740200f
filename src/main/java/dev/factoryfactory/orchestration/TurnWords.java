package dev.factoryfactory.orchestration;

import dev.factoryfactory.session.TranscriptEvent;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What an agent said and had printed in one turn. All of it is other people's words. */
final class TurnWords {

  private static final int MAX_TEXT = 1 << 20;
  private static final int MAX_DEPTH = 12;

  private final List<String> texts = new ArrayList<>();
  private final StringBuilder speech = new StringBuilder();

  private TurnWords() {}

  /**
   * @param events the end of a transcript, ascending; a turn that began before is taken from there
   */
  static List<String> of(String turnId, List<TranscriptEvent> events) {
    var words = new TurnWords();
    boolean within = !begins(turnId, events);
    for (var event : events) {
      if (event.type().equals("turn_started")) {
        within = turnId.equals(event.data().path("turnId").asString(""));
      } else if (within) {
        words.add(event);
      }
    }
    words.endSpeech();
    return words.last();
  }

  /** What was printed last is kept: that is where addresses stand. */
  private List<String> last() {
    var kept = new ArrayList<String>();
    int left = MAX_TEXT;
    for (var text : texts.reversed()) {
      if (left > 0) {
        kept.add(text.substring(Math.max(0, text.length() - left)));
        left -= text.length();
      }
    }
    return kept.reversed();
  }

  private static boolean begins(String turnId, List<TranscriptEvent> events) {
    return events.stream()
        .anyMatch(
            event ->
                event.type().equals("turn_started")
                    && turnId.equals(event.data().path("turnId").asString("")));
  }

  private void add(TranscriptEvent event) {
    switch (event.type()) {
      // A message comes in pieces, and an address may be in two of them.
      case "agent_message" -> speech.append(event.data().path("text").asString(""));
      case "tool_call", "tool_call_update" -> {
        endSpeech();
        collect(event.data(), 0);
      }
      default -> {
        // What people write, plans and settings name no pull request of the agent's.
      }
    }
  }

  private void endSpeech() {
    if (!speech.isEmpty()) {
      texts.add(speech.toString());
      speech.setLength(0);
    }
  }

  private void collect(JsonNode node, int depth) {
    if (node.isString()) {
      texts.add(node.stringValue());
    } else if (depth < MAX_DEPTH) {
      node.forEach(inner -> collect(inner, depth + 1));
    }
  }
}
