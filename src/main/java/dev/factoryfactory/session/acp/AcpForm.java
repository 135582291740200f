package dev.factoryfactory.session.acp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A form that an agent asks a person to fill in ({@code elicitation/create} in the mode {@code
 * form}), read leniently and bounded.
 *
 * @param message what it asks, in the agent's words
 */
public record AcpForm(String message, List<Field> fields) {

  private static final int MAX_FIELDS = 50;
  private static final int MAX_VALUES = 200;

  /** What a field takes. */
  public enum Type {
    TEXT,
    NUMBER,
    INTEGER,
    BOOLEAN,
    /** One of its values. */
    CHOICE,
    /** Any of its values. */
    CHOICES
  }

  /**
   * One field.
   *
   * @param name its name in the answer
   * @param values what can be chosen, empty where anything can be written
   * @param preset what stands in it to begin with, as text
   */
  public record Field(
      String name,
      String title,
      @Nullable String description,
      Type type,
      boolean required,
      List<Value> values,
      @Nullable String preset) {

    public Field {
      values = List.copyOf(values);
    }
  }

  /** Something to choose. */
  public record Value(String value, String title, @Nullable String description) {}

  /** Reads the parameters; {@code null} when they are no form that a person could fill in. */
  public static @Nullable AcpForm read(JsonNode params) {
    var mode = AgentText.raw(params, "mode");
    var properties = params.path("requestedSchema").path("properties");
    if ((mode != null && !mode.equals("form")) || properties.size() > MAX_FIELDS) {
      return null;
    }
    var required =
        AcpJson.items(params.path("requestedSchema"), "required", MAX_FIELDS).stream()
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .toList();
    var fields = new ArrayList<Field>();
    properties.forEachEntry(
        (name, schema) -> {
          if (name.length() <= AgentText.SHORT) {
            fields.add(field(name, schema, required.contains(name)));
          }
        });
    var message = AgentText.field(params, "message", AgentText.MEDIUM);
    return fields.size() < properties.size()
        ? null
        : new AcpForm(message == null ? "The agent has a question" : message, fields);
  }

  private static Field field(String name, JsonNode schema, boolean required) {
    var title = AgentText.field(schema, "title", AgentText.MEDIUM);
    var description = AgentText.field(schema, "description", AgentText.MEDIUM);
    var one = values(schema);
    var many = values(schema.path("items"));
    var preset = schema.path("default");
    return new Field(
        name,
        title == null ? name : title,
        description,
        type(AgentText.raw(schema, "type"), one, many),
        required,
        one.isEmpty() ? many : one,
        preset.isValueNode() && !preset.isNull()
            ? AgentText.bounded(preset.asString(), AgentText.MEDIUM)
            : null);
  }

  private static Type type(@Nullable String told, List<Value> one, List<Value> many) {
    if (!one.isEmpty()) {
      return Type.CHOICE;
    }
    if (!many.isEmpty()) {
      return Type.CHOICES;
    }
    return switch (told) {
      case "number" -> Type.NUMBER;
      case "integer" -> Type.INTEGER;
      case "boolean" -> Type.BOOLEAN;
      case null, default -> Type.TEXT;
    };
  }

  /** The values of a choice, which JSON Schema can say in three ways. */
  private static List<Value> values(JsonNode schema) {
    var plain =
        AcpJson.items(schema, "enum", MAX_VALUES).stream()
            .filter(JsonNode::isString)
            .map(node -> bounded(node.stringValue()))
            .map(value -> new Value(value, value, null));
    var titled =
        Stream.of("oneOf", "anyOf")
            .flatMap(name -> AcpJson.items(schema, name, MAX_VALUES).stream())
            .filter(item -> item.path("const").isString())
            .map(AcpForm::titled);
    return Stream.concat(plain, titled).toList();
  }

  private static Value titled(JsonNode item) {
    var value = bounded(item.path("const").stringValue());
    var title = AgentText.field(item, "title", AgentText.MEDIUM);
    return new Value(
        value,
        title == null ? value : title,
        AgentText.field(item, "description", AgentText.MEDIUM));
  }

  private static String bounded(String value) {
    return AgentText.bounded(value, AgentText.MEDIUM);
  }
}
