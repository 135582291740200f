package dev.factoryfactory.demo.github;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refuses questions for fields that an older server does not know, in its words. */
final class LocalSchema {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<open>\\{)|(?<close>\\})|(?<inner>\\.\\.\\. on \\w+)|\\.\\.\\.\\w+|(?<name>\\w+)(?<colon>:)?|\\([^)]*\\)|@\\w+");

  private LocalSchema() {}

  /** What it says against a question; {@code null} for nothing. */
  static @Nullable JsonNode refusal(Set<String> lacking, JsonNode request) {
    var answer = JSON.createObjectNode();
    var errors = answer.putArray("errors");
    var at = new ArrayDeque<String>();
    var tokens = TOKEN.matcher(request.path("query").asString(""));
    var last = "";
    var alias = "";
    while (tokens.find()) {
      if (tokens.group("open") != null) {
        at.addLast(last);
        last = "";
      } else if (tokens.group("close") != null) {
        at.removeLast();
      } else if (tokens.group("inner") != null) {
        last = tokens.group("inner");
      } else if (tokens.group("colon") != null) {
        alias = tokens.group("name");
      } else if (tokens.group("name") != null) {
        var name = tokens.group("name");
        boolean outside = at.isEmpty();
        last =
            outside && (last.equals("query") || last.equals("fragment"))
                ? last + " " + name
                : outside && last.startsWith("fragment ") ? last : alias.isEmpty() ? name : alias;
        if (!outside && lacking.contains(name)) {
          var error = errors.addObject();
          error.put("message", "Field '%s' doesn't exist on type 'PullRequest'".formatted(name));
          var path = error.putArray("path");
          at.forEach(path::add);
          path.add(last);
          error.putObject("extensions").put("code", "undefinedField").put("fieldName", name);
        }
        alias = "";
      }
    }
    return errors.isEmpty() ? null : answer;
  }
}
