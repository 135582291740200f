package dev.factoryfactory.snapshot;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client by the book: takes a baseline, applies deltas, notices gaps. */
final class Replica {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, JsonNode> entries = new TreeMap<>();
  private String epoch = "";
  private long sequence = -1;

  /** Takes an answer: a baseline or what was missed. */
  void take(byte[] answer) {
    var node = JSON.readTree(answer);
    if (node.has("entries")) {
      epoch = node.path("epoch").asString();
      sequence = node.path("sequence").asLong();
      entries.clear();
      node.path("entries").forEach(entry -> entries.put(id(entry), entry));
    } else {
      apply(node);
    }
  }

  /**
   * Takes a message of the topic.
   *
   * @return whether it fits; if not, something was missed
   */
  boolean hear(byte[] delta) {
    var node = JSON.readTree(delta);
    if (!node.path("epoch").asString().equals(epoch)) {
      return false;
    }
    if (node.path("to").asLong() <= sequence) {
      return true;
    }
    return apply(node);
  }

  String epoch() {
    return epoch;
  }

  long sequence() {
    return sequence;
  }

  Map<String, JsonNode> entries() {
    return entries;
  }

  private boolean apply(JsonNode delta) {
    if (!delta.path("epoch").asString().equals(epoch) || delta.path("from").asLong() != sequence) {
      return false;
    }
    delta.path("changed").forEach(entry -> entries.put(id(entry), entry));
    delta.path("removed").forEach(id -> entries.remove(id.asString()));
    sequence = delta.path("to").asLong();
    return true;
  }

  private static String id(JsonNode entry) {
    return entry.path("workspaceId").asString();
  }
}
