package dev.factoryfactory.session.acp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an agent asks of a person in a {@code session/request_permission}.
 *
 * @param kind what sort of question it is
 * @param command the command line it wants to run, if that is what it is about
 * @param reason why, in the agent's words
 */
public record AcpPermission(
    ToolChange tool,
    Kind kind,
    @Nullable String title,
    @Nullable String command,
    List<String> paths,
    @Nullable String reason,
    List<Option> options) {

  private static final int MAX_OPTIONS = 20;
  private static final List<String> PATH_FIELDS =
      List.of("file_path", "filePath", "path", "notebook_path", "filepath", "abs_path");

  /** What sort of question. */
  public enum Kind {
    PERMISSION,
    PLAN_APPROVAL,
    QUESTION
  }

  /** An answer that the agent accepts. */
  public record Option(String optionId, String name, String kind) {}

  /** Reads the parameters; {@code null} when there is no tool call or nothing to choose. */
  public static @Nullable AcpPermission read(JsonNode params) {
    var call = params.path("toolCall");
    var tool = ToolChange.read(call);
    var options = options(params);
    if (tool == null || options.isEmpty()) {
      return null;
    }
    var input = call.path("rawInput");
    return new AcpPermission(
        tool,
        kind(call),
        AgentText.field(call, "title", AgentText.MEDIUM),
        command(input),
        paths(tool, input),
        reason(call, input),
        options);
  }

  private static List<Option> options(JsonNode params) {
    var options = new ArrayList<Option>();
    for (var item : AcpJson.items(params, "options", MAX_OPTIONS)) {
      var id = AgentText.raw(item, "optionId");
      if (id != null && id.length() <= AgentText.SHORT) {
        var name = AgentText.field(item, "name", AgentText.SHORT);
        var kind = AgentText.field(item, "kind", AgentText.SHORT);
        options.add(new Option(id, name == null ? id : name, kind == null ? "allow_once" : kind));
      }
    }
    return options;
  }

  private static Kind kind(JsonNode call) {
    var name = toolName(call).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    if ("switch_mode".equals(AgentText.raw(call, "kind")) || name.contains("exitplanmode")) {
      return Kind.PLAN_APPROVAL;
    }
    boolean asks = name.contains("askuserquestion") || name.contains("requestuserinput");
    return asks || call.path("rawInput").path("questions").isArray()
        ? Kind.QUESTION
        : Kind.PERMISSION;
  }

  private static String toolName(JsonNode call) {
    var name = AgentText.raw(call.path("_meta").path("claudeCode"), "toolName");
    if (name == null) {
      name = AgentText.raw(call, "name");
    }
    var title = AgentText.raw(call, "title");
    return name != null ? name : title != null && title.length() < 40 ? title : "";
  }

  /** A command line as text, or an argument array joined by spaces. */
  private static @Nullable String command(JsonNode input) {
    for (var field : List.of("command", "cmd")) {
      var value = input.path(field);
      if (value.isArray()) {
        var words = AcpJson.items(input, field, 1000).stream();
        var line = words.map(word -> word.isString() ? word.stringValue() : word.toString());
        return AgentText.bounded(String.join(" ", line.toList()), AgentText.MEDIUM);
      }
      var text = AgentText.field(input, field, AgentText.MEDIUM);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static List<String> paths(ToolChange tool, JsonNode input) {
    var paths = new LinkedHashSet<>(tool.paths());
    for (var field : PATH_FIELDS) {
      var path = AgentText.field(input, field, AgentText.MEDIUM);
      if (path != null) {
        paths.add(path);
      }
    }
    return List.copyOf(paths);
  }

  /** A plan to approve, or the description and reason that agents put beside a command. */
  private static @Nullable String reason(JsonNode call, JsonNode input) {
    for (var field : List.of("plan", "reason", "description", "justification")) {
      var text = AgentText.field(input, field, AgentText.LONG);
      if (text != null) {
        return text;
      }
    }
    for (var item : AcpJson.items(call, "content", 10)) {
      var text = ToolChange.contentText(item.path("content"));
      if (text != null) {
        return AgentText.bounded(text, AgentText.LONG);
      }
    }
    return null;
  }
}
