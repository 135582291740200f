package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.acp.AcpForm.Field;
import dev.factoryfactory.session.acp.AcpForm.Value;
import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AgentText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what a person filled in to what the agent asked for. */
final class FormAnswers {

  private FormAnswers() {}

  /**
   * What goes to the agent: only fields that it asked for, each of its type.
   *
   * @throws DomainException {@link ErrorCode#INVALID_INPUT} with {@code field} when one is missing
   *     or does not fit
   */
  static ObjectNode check(List<Field> fields, @Nullable JsonNode filledIn) {
    var content = AcpJson.object();
    for (var field : fields) {
      var value = filledIn == null ? null : filledIn.get(field.name());
      if (value == null || value.isNull() || (value.isString() && value.stringValue().isEmpty())) {
        if (field.required()) {
          throw refuse(field, "%s needs an answer.");
        }
      } else {
        content.set(field.name(), checked(field, value));
      }
    }
    return content;
  }

  private static JsonNode checked(Field field, JsonNode value) {
    var offered = field.values().stream().map(Value::value).toList();
    boolean fits =
        switch (field.type()) {
          case TEXT -> value.isString() && value.stringValue().length() <= AgentText.LONG;
          case NUMBER -> value.isNumber();
          case INTEGER -> value.isIntegralNumber();
          case BOOLEAN -> value.isBoolean();
          case CHOICE -> value.isString() && offered.contains(value.stringValue());
          case CHOICES ->
              value.isArray()
                  && value
                      .valueStream()
                      .allMatch(it -> it.isString() && offered.contains(it.stringValue()));
        };
    if (!fits) {
      throw refuse(field, "The answer to %s does not fit.");
    }
    return value;
  }

  private static DomainException refuse(Field field, String message) {
    return new DomainException(
        ErrorCode.INVALID_INPUT,
        message.formatted("'" + field.title() + "'"),
        Map.of("field", field.name()));
  }

  /** The two answers that every form takes. */
  static List<PendingRequest.Option> options() {
    return List.of(
        new PendingRequest.Option("accept", "Answer", "allow_once"),
        new PendingRequest.Option("decline", "Decline", "reject_once"));
  }
}
