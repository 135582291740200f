package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.FailureContext.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Finds things in JSON whose names and forms are not settled. */
final class ContextNodes {

  private static final int MAX_ITEMS = 1_000;

  private static final Pattern PASSED =
      Pattern.compile("(?i).*(?:success|succeed|pass|green|ok|good|healthy|neutral).*");
  private static final Pattern FAILED =
      Pattern.compile(
          "(?i).*(?:fail|red|error|broken|bad|unhealthy|action_required|unsuccessful).*");

  private ContextNodes() {}

  static Outcome outcome(JsonNode node) {
    return outcomeNamed("", node);
  }

  /** What a value says; of a boolean its field's name tells what {@code true} means. */
  static Outcome outcomeNamed(String name, JsonNode node) {
    if (node.isObject()) {
      for (var field :
          List.of(
              "conclusion",
              "outcome",
              "result",
              "state",
              "status",
              "passed",
              "success",
              "ok",
              "failed",
              "failing",
              "fails",
              "broken",
              "red",
              "green")) {
        var value = firstIn(node, field);
        if (value != null && !value.isNull()) {
          return outcomeNamed(field, value);
        }
      }
      return outcomeAmong(node);
    }
    if (node.isBoolean()) {
      boolean failure = FAILED.matcher(name).matches() && !PASSED.matcher(name).matches();
      return node.asBoolean() == failure ? Outcome.FAILED : Outcome.PASSED;
    }
    var text = text(node).toLowerCase(Locale.ROOT);
    if (text.contains("cancel") || text.contains("abort")) {
      return Outcome.CANCELLED;
    }
    if (text.contains("time") && text.contains("out")) {
      return Outcome.TIMED_OUT;
    }
    if (text.contains("skip")) {
      return Outcome.SKIPPED;
    }
    if (FAILED.matcher(text).matches() && !text.contains("succe")) {
      return Outcome.FAILED;
    }
    return PASSED.matcher(text).matches() ? Outcome.PASSED : Outcome.NONE;
  }

  /** Whatever else it calls its outcome. */
  private static Outcome outcomeAmong(JsonNode object) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      var name = plain(entry.getKey());
      if (entry.getValue().isString() && name.matches(".*(?:check|conclu|result|outcome|stat).*")) {
        var outcome = outcomeNamed(name, entry.getValue());
        if (outcome != Outcome.NONE) {
          return outcome;
        }
      }
    }
    return Outcome.NONE;
  }

  static String named(JsonNode item) {
    var name =
        item.isObject()
            ? firstIn(item, "name", "job", "step", "id", "title", "test", "displayname")
            : item;
    return name == null ? "" : text(name);
  }

  static @Nullable Instant instant(@Nullable JsonNode node) {
    return node == null || !node.isString() ? null : LineCleaner.instant(node.stringValue());
  }

  static List<JsonNode> items(JsonNode node) {
    var items = new ArrayList<JsonNode>();
    if (node.isArray()) {
      node.forEach(items::add);
    } else if (node.isObject()
        && firstIn(node, "conclusion", "result", "outcome", "message", "status", "name") == null) {
      var results =
          firstIn(
              node,
              "results",
              "conclusions",
              "items",
              "list",
              "nodes",
              "outcomes",
              "steps",
              "jobs");
      if (results != null) {
        return items(results);
      }
      node.properties().forEach(entry -> items.add(entry.getValue()));
    } else if (!node.isNull()) {
      items.add(node);
    }
    return items.size() > MAX_ITEMS ? items.subList(0, MAX_ITEMS) : items;
  }

  static JsonNode last(JsonNode list) {
    return list.isEmpty() ? MissingNode.getInstance() : list.get(list.size() - 1);
  }

  static String text(JsonNode node) {
    if (node.isString()) {
      return node.stringValue();
    }
    if (node.isArray()) {
      var lines = new ArrayList<String>();
      node.forEach(item -> lines.add(text(item)));
      return String.join("\n", lines);
    }
    return node.isNull() ? "" : node.toString();
  }

  static String nameOf(String part, JsonNode object) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (plain(entry.getKey()).contains(part)) {
        return plain(entry.getKey());
      }
    }
    return part;
  }

  static @Nullable JsonNode first(JsonNode object, String... names) {
    return firstIn(object, names);
  }

  static @Nullable JsonNode firstIn(JsonNode object, String... names) {
    for (var name : names) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        if (plain(entry.getKey()).equals(name)) {
          return entry.getValue();
        }
      }
    }
    return null;
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
