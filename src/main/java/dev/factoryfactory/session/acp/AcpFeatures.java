package dev.factoryfactory.session.acp;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The modes and models that an agent offers, in whichever of the protocol's ways it tells them.
 *
 * @param mode {@code null} when the agent said nothing about modes
 * @param model {@code null} when the agent said nothing about models
 */
public record AcpFeatures(@Nullable Picker mode, @Nullable Picker model) {

  private static final int MAX_CHOICES = 500;

  /**
   * Something to choose.
   *
   * @param option the configuration option that sets it, {@code null} when it has a call of its own
   * @param current the chosen one's id
   */
  public record Picker(@Nullable String option, @Nullable String current, List<Choice> choices) {}

  /** One choice. */
  public record Choice(String id, String name, @Nullable String description) {}

  /** Reads the answer to {@code session/new} or {@code session/load}, or changed options. */
  public static AcpFeatures read(JsonNode result) {
    var mode = option(result, "mode");
    var model = option(result, "model");
    return new AcpFeatures(
        mode != null ? mode : old(result.path("modes"), "currentModeId", "availableModes", "id"),
        model != null
            ? model
            : old(result.path("models"), "currentModelId", "availableModels", "modelId"));
  }

  static List<ObjectNode> commands(JsonNode update) {
    return AcpJson.items(update, "availableCommands", MAX_CHOICES).stream()
        .filter(command -> command.path("name").isString())
        .map(AcpFeatures::command)
        .toList();
  }

  static List<ObjectNode> planEntries(JsonNode update) {
    return AcpJson.items(update, "entries", MAX_CHOICES).stream()
        .map(AcpFeatures::planEntry)
        .toList();
  }

  private static @Nullable Picker option(JsonNode result, String category) {
    for (var option : AcpJson.items(result, "configOptions", MAX_CHOICES)) {
      if (isSelect(option, category)) {
        var current = AgentText.field(option, "currentValue", AgentText.SHORT);
        return new Picker(AgentText.raw(option, "id"), current, values(option));
      }
    }
    return null;
  }

  private static boolean isSelect(JsonNode option, String category) {
    var told = AgentText.raw(option, "category");
    var id = AgentText.raw(option, "id");
    return id != null
        && option.path("options").isArray()
        && category.equals(told != null ? told : id);
  }

  /** The values of an option, which may stand in groups. */
  private static List<Choice> values(JsonNode option) {
    return AcpJson.items(option, "options", MAX_CHOICES).stream()
        .flatMap(
            item ->
                item.path("options").isArray()
                    ? AcpJson.items(item, "options", MAX_CHOICES).stream()
                    : Stream.of(item))
        .limit(MAX_CHOICES)
        .flatMap(choices("value"))
        .toList();
  }

  private static @Nullable Picker old(JsonNode state, String current, String all, String id) {
    if (!state.isObject()) {
      return null;
    }
    var choices = AcpJson.items(state, all, MAX_CHOICES).stream().flatMap(choices(id)).toList();
    return new Picker(null, AgentText.field(state, current, AgentText.SHORT), choices);
  }

  private static Function<JsonNode, Stream<Choice>> choices(String idName) {
    return item -> {
      var id = AgentText.field(item, idName, AgentText.SHORT);
      if (id == null) {
        return Stream.empty();
      }
      var name = AgentText.field(item, "name", AgentText.SHORT);
      var description = AgentText.field(item, "description", AgentText.MEDIUM);
      return Stream.of(new Choice(id, name == null ? id : name, description));
    };
  }

  private static ObjectNode command(JsonNode command) {
    return AcpJson.object()
        .put("name", AgentText.field(command, "name", AgentText.SHORT))
        .put("description", AgentText.field(command, "description", AgentText.MEDIUM))
        .put("hint", AgentText.field(command.path("input"), "hint", AgentText.SHORT));
  }

  private static ObjectNode planEntry(JsonNode entry) {
    var content = AgentText.field(entry, "content", AgentText.MEDIUM);
    var priority = AgentText.field(entry, "priority", AgentText.SHORT);
    var status = AgentText.field(entry, "status", AgentText.SHORT);
    return AcpJson.object()
        .put("content", content == null ? "" : content)
        .put("priority", priority == null ? "medium" : priority)
        .put("status", status == null ? "pending" : status);
  }
}
