package dev.factoryfactory.session.acp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a {@code session/update} says, read leniently and bounded. */
public sealed interface AcpUpdate {

  /**
   * A piece of text.
   *
   * @param messageId the agent's id of the message, if it gives one
   */
  record Text(Speaker speaker, @Nullable String messageId, String text) implements AcpUpdate {}

  /** Who speaks. */
  enum Speaker {
    AGENT,
    THOUGHT,
    USER
  }

  /** A tool call appears or changes; agents use both kinds for both. */
  record Tool(ToolChange change) implements AcpUpdate {}

  /** The whole plan. */
  record Plan(List<ObjectNode> entries) implements AcpUpdate {}

  /** All slash commands. */
  record Commands(List<ObjectNode> commands) implements AcpUpdate {}

  /** The agent moved to a mode. */
  record Mode(String id) implements AcpUpdate {}

  /** All configuration options with their present values. */
  record Options(AcpFeatures features) implements AcpUpdate {}

  /** The agent's name for the session. */
  record Title(String title) implements AcpUpdate {}

  /** How full the context is and what it cost. */
  record Usage(ObjectNode usage) implements AcpUpdate {}

  /** Something of the protocol without anything to show. */
  record Nothing() implements AcpUpdate {}

  /** A kind that this version does not know. */
  record Unknown() implements AcpUpdate {}

  /** Reads the parameters of a {@code session/update}. */
  static AcpUpdate read(JsonNode params) {
    var update = params.path("update");
    var kind = AgentText.raw(update, "sessionUpdate");
    return switch (kind) {
      case "agent_message_chunk" -> text(Speaker.AGENT, update);
      case "agent_thought_chunk" -> text(Speaker.THOUGHT, update);
      case "user_message_chunk" -> text(Speaker.USER, update);
      case "tool_call", "tool_call_update" -> tool(update);
      case "plan" -> new Plan(AcpFeatures.planEntries(update));
      case "available_commands_update" -> new Commands(AcpFeatures.commands(update));
      case "current_mode_update" -> mode(update);
      case "config_option_update" -> new Options(AcpFeatures.read(update));
      case "session_info_update" -> title(update);
      case "usage_update" -> new Usage(usage(update));
      case null, default -> new Unknown();
    };
  }

  private static AcpUpdate text(Speaker speaker, JsonNode update) {
    var text = ToolChange.contentText(update.path("content"));
    return text == null
        ? new Unknown()
        : new Text(speaker, AgentText.field(update, "messageId", AgentText.SHORT), text);
  }

  private static AcpUpdate tool(JsonNode update) {
    var change = ToolChange.read(update);
    return change == null ? new Unknown() : new Tool(change);
  }

  private static AcpUpdate mode(JsonNode update) {
    var id = AgentText.field(update, "currentModeId", AgentText.SHORT);
    return id == null ? new Unknown() : new Mode(id);
  }

  private static AcpUpdate title(JsonNode update) {
    var title = AgentText.field(update, "title", AgentText.SHORT);
    return title == null || title.isBlank() ? new Nothing() : new Title(title.strip());
  }

  private static ObjectNode usage(JsonNode update) {
    var usage = AcpJson.object();
    copyNumber(update, "used", usage, "used");
    copyNumber(update, "size", usage, "size");
    copyNumber(update.path("cost"), "amount", usage, "costAmount");
    usage.put("costCurrency", AgentText.field(update.path("cost"), "currency", AgentText.SHORT));
    return usage;
  }

  private static void copyNumber(JsonNode from, String name, ObjectNode to, String as) {
    var value = from.path(name);
    if (value.isNumber()) {
      to.set(as, value);
    } else {
      to.putNull(as);
    }
  }
}
