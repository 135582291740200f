package dev.factoryfactory.session.acp;

import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON mapper of the wire and small helpers around trees. */
public final class AcpJson {

  /** Reads long lines, since an agent may send whole files in one string. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(128 * 1024 * 1024).build())
                  .build())
          .build();

  private AcpJson() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  public static ArrayNode array(List<? extends JsonNode> items) {
    return array().addAll(items);
  }

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /** The elements of an array field, at most {@code limit}; none when it is no array. */
  public static List<JsonNode> items(JsonNode object, String name, int limit) {
    var value = object.path(name);
    return value.isArray() ? value.valueStream().limit(limit).toList() : List.of();
  }

  /**
   * Any value from an agent made storable: strings inside it lose what can't be stored, and a value
   * whose text is longer than {@code limit} becomes its beginning as text.
   */
  public static JsonNode bounded(JsonNode value, int limit) {
    if (value.isString()) {
      return MAPPER.getNodeFactory().stringNode(AgentText.bounded(value.stringValue(), limit));
    }
    var text = value.toString();
    if (text.length() > limit) {
      return MAPPER.getNodeFactory().stringNode(AgentText.bounded(text, limit));
    }
    return needsCleaning(text) ? clean(value) : value;
  }

  /** The value without what PostgreSQL's JSON refuses. */
  public static JsonNode storable(JsonNode value) {
    return needsCleaning(value.toString()) ? clean(value) : value;
  }

  private static boolean needsCleaning(String json) {
    return json.contains("\\u0000") || json.chars().anyMatch(c -> Character.isSurrogate((char) c));
  }

  private static JsonNode clean(JsonNode value) {
    if (value.isString()) {
      var text = value.stringValue();
      return MAPPER.getNodeFactory().stringNode(AgentText.bounded(text, text.length() + 1));
    }
    if (value.isArray()) {
      return array(value.valueStream().map(AcpJson::clean).toList());
    }
    if (value.isObject()) {
      var copy = object();
      value.forEachEntry(
          (name, item) -> copy.set(AgentText.bounded(name, AgentText.SHORT), clean(item)));
      return copy;
    }
    return value;
  }
}
