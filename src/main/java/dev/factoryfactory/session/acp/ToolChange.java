package dev.factoryfactory.session.acp;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent said about a tool call, in our form and bounded. A field that it did not send is
 * absent.
 *
 * @param fields {@code title, kind, status, content, locations, rawInput, rawOutput}
 * @param terminal what it said about the output of a terminal of its own
 */
public record ToolChange(String toolCallId, ObjectNode fields, @Nullable Terminal terminal) {

  private static final int MAX_ITEMS = 100;
  private static final int DIFF = 128 * 1024;
  private static final Set<String> FINAL = Set.of("completed", "failed");

  /**
   * Output of a terminal that belongs to the agent.
   *
   * @param output text to append
   * @param exitCode when it ended
   */
  public record Terminal(@Nullable String output, @Nullable Integer exitCode) {}

  /** Whether the call has ended with this. */
  public boolean ends() {
    return isFinal(fields.path("status"));
  }

  /** Whether {@code status} is one after which nothing more happens. */
  public static boolean isFinal(JsonNode status) {
    return status.isString() && FINAL.contains(status.stringValue());
  }

  /** Reads a tool call or an update of one; {@code null} when it has no id. */
  public static @Nullable ToolChange read(JsonNode update) {
    var id = AgentText.field(update, "toolCallId", AgentText.SHORT);
    if (id == null) {
      return null;
    }
    var fields = AcpJson.object();
    copyText(update, fields, "title", AgentText.MEDIUM);
    copyText(update, fields, "kind", AgentText.SHORT);
    copyText(update, fields, "status", AgentText.SHORT);
    if (update.path("content").isArray()) {
      fields.set("content", content(update));
    }
    if (update.path("locations").isArray()) {
      fields.set("locations", locations(update));
    }
    copyValue(update, fields, "rawInput");
    copyValue(update, fields, "rawOutput");
    return new ToolChange(id, fields, terminal(update.path("_meta")));
  }

  /** The text of one content block, {@code null} when there is nothing to show. */
  static @Nullable String contentText(JsonNode block) {
    var type = AgentText.raw(block, "type");
    return switch (type) {
      case "text" -> pieceOfText(block);
      case "resource_link" -> {
        var uri = AgentText.field(block, "uri", AgentText.MEDIUM);
        var name = AgentText.field(block, "name", AgentText.SHORT);
        yield uri == null ? null : "[%s](%s)".formatted(name == null ? uri : name, uri);
      }
      case "resource" -> AgentText.field(block.path("resource"), "text", AgentText.LONG);
      case "image" -> "[image]";
      case "audio" -> "[audio]";
      case null, default -> null;
    };
  }

  /** Cut but not cleaned: half a character at its end may be completed by the next piece. */
  private static @Nullable String pieceOfText(JsonNode block) {
    var text = AgentText.raw(block, "text");
    return text == null || text.length() <= AgentText.LONG
        ? text
        : AgentText.bounded(text, AgentText.LONG);
  }

  private static ArrayNode content(JsonNode update) {
    var items = AcpJson.array();
    for (var item : AcpJson.items(update, "content", MAX_ITEMS)) {
      var shown = contentItem(item);
      if (shown != null) {
        items.add(shown);
      }
    }
    return items;
  }

  private static @Nullable ObjectNode contentItem(JsonNode item) {
    var type = AgentText.raw(item, "type");
    return switch (type) {
      case "content" -> {
        var text = contentText(item.path("content"));
        yield text == null
            ? null
            : AcpJson.object().put("type", "content").put("text", AgentText.bounded(text, DIFF));
      }
      case "diff" ->
          AcpJson.object()
              .put("type", "diff")
              .put("path", AgentText.field(item, "path", AgentText.MEDIUM))
              .put("oldText", AgentText.field(item, "oldText", DIFF))
              .put("newText", AgentText.field(item, "newText", DIFF));
      case null, default -> null;
    };
  }

  private static ArrayNode locations(JsonNode update) {
    var locations = AcpJson.array();
    for (var item : AcpJson.items(update, "locations", MAX_ITEMS)) {
      var path = AgentText.field(item, "path", AgentText.MEDIUM);
      if (path != null) {
        var line = item.path("line").isArray() ? item.path("line").path(0) : item.path("line");
        var location = locations.addObject().put("path", path);
        location.put("line", line.isInt() ? line.intValue() : null);
      }
    }
    return locations;
  }

  private static @Nullable Terminal terminal(JsonNode meta) {
    var output = AgentText.field(meta.path("terminal_output_delta"), "data", AgentText.LONG);
    var whole = AgentText.field(meta.path("terminal_output"), "data", AgentText.LONG);
    var exit = meta.path("terminal_exit").path("exit_code");
    Integer exitCode = exit.isInt() ? Integer.valueOf(exit.intValue()) : null;
    var text = output != null ? output : whole;
    return text == null && exitCode == null ? null : new Terminal(text, exitCode);
  }

  private static void copyText(JsonNode from, ObjectNode to, String name, int limit) {
    var text = AgentText.field(from, name, limit);
    if (text != null) {
      to.put(name, text);
    }
  }

  private static void copyValue(JsonNode from, ObjectNode to, String name) {
    var value = from.path(name);
    if (!value.isMissingNode() && !value.isNull()) {
      to.set(name, AcpJson.bounded(value, AgentText.LONG));
    }
  }

  /** The file paths in the change's locations and diffs, in order, each once. */
  public List<String> paths() {
    var content = AcpJson.items(fields, "content", MAX_ITEMS).stream();
    var locations = AcpJson.items(fields, "locations", MAX_ITEMS).stream();
    return Stream.concat(locations, content)
        .map(item -> AgentText.raw(item, "path"))
        .flatMap(Stream::ofNullable)
        .distinct()
        .limit(20)
        .toList();
  }
}
