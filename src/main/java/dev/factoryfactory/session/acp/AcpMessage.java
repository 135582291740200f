package dev.factoryfactory.session.acp;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One line from an agent, read leniently: nothing an agent writes makes this fail. */
public sealed interface AcpMessage {

  /**
   * Something the agent asks and waits for.
   *
   * @param id the agent's own id, any JSON value, given back unchanged
   */
  record Request(JsonNode id, String method, JsonNode params) implements AcpMessage {}

  /** Something the agent tells. */
  record Notification(String method, JsonNode params) implements AcpMessage {}

  /**
   * The answer to a request of ours.
   *
   * @param result missing when it failed
   */
  record Answer(long id, JsonNode result, @Nullable AcpError error) implements AcpMessage {}

  /** JSON that is no message of the protocol. */
  record Unknown(JsonNode raw) implements AcpMessage {}

  /** A line that is no JSON, or longer than we read. */
  record Unreadable(String reason) implements AcpMessage {}

  /** A blank line. */
  record Blank() implements AcpMessage {}

  /** Reads one line. */
  static AcpMessage parse(String line) {
    if (line.isBlank()) {
      return new Blank();
    }
    try {
      return of(AcpJson.MAPPER.readTree(line));
    } catch (JacksonException noJson) {
      return new Unreadable(AgentText.bounded(line, 200));
    }
  }

  private static AcpMessage of(JsonNode node) {
    var method = node.path("method");
    if (method.isString()) {
      return node.has("id")
          ? new Request(node.path("id"), method.stringValue(), node.path("params"))
          : new Notification(method.stringValue(), node.path("params"));
    }
    var id = node.path("id");
    if (id.isIntegralNumber() && id.canConvertToLong()) {
      return new Answer(id.longValue(), node.path("result"), AcpError.read(node.path("error")));
    }
    return new Unknown(node);
  }
}
