package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.FailureContext.Annotation;
import dev.factoryfactory.ratchet.evidence.FailureContext.Attempt;
import dev.factoryfactory.ratchet.evidence.FailureContext.Base;
import dev.factoryfactory.ratchet.evidence.FailureContext.Outcome;
import dev.factoryfactory.ratchet.evidence.FailureContext.Sibling;
import dev.factoryfactory.ratchet.evidence.FailureContext.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a context in whichever words its writer chose: the REST interface of GitHub, its GraphQL,
 * or shorter ones of a script.
 */
final class ContextReader {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_ITEMS = 1_000;

  private static final Pattern PASSED =
      Pattern.compile("(?i).*(?:success|succeed|pass|green|ok|good|healthy|neutral).*");
  private static final Pattern FAILED =
      Pattern.compile(
          "(?i).*(?:fail|red|error|broken|bad|unhealthy|action_required|unsuccessful).*");

  private final JsonNode root;

  private ContextReader(JsonNode root) {
    this.root = root;
  }

  static FailureContext read(String json) {
    JsonNode tree;
    try {
      tree = json.isBlank() ? JSON.createObjectNode() : JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The context is no JSON: " + e.getOriginalMessage(), e);
    }
    if (!tree.isObject()) {
      throw new IllegalArgumentException("The context must be a JSON object");
    }
    return new ContextReader(unwrapped(tree)).read();
  }

  /** Its facts may lie one level below, beside what the facts are about. */
  private static JsonNode unwrapped(JsonNode tree) {
    var joined = JSON.createObjectNode();
    for (var name : List.of("context", "facts", "job", "checkRun", "check_run", "check")) {
      if (tree.path(name) instanceof ObjectNode inner) {
        joined.setAll(inner);
      }
    }
    joined.setAll((ObjectNode) tree);
    return joined;
  }

  private FailureContext read() {
    var own =
        first(root, "conclusion", "jobconclusion", "jobresult", "outcome", "result", "status");
    var outcome = own == null ? Outcome.FAILED : outcome(own);
    return new FailureContext(
        outcome, runner(), attempts(), base(), siblings(), steps(), annotations(), knownFlaky());
  }

  private @Nullable Boolean runner() {
    var runner = first(root, "runnerid", "runnername", "runner");
    if (runner == null) {
      return null;
    }
    return runner.isNumber() ? runner.asLong() != 0 : !runner.isNull() && !text(runner).isBlank();
  }

  private List<Attempt> attempts() {
    var attempts = new ArrayList<Attempt>();
    var node =
        first(
            root,
            "attempts",
            "sameshaattempts",
            "attemptresults",
            "runattempts",
            "attemptsonsamesha",
            "samesha",
            "reruns",
            "rerunresults",
            "previousattempts",
            "runs",
            "history");
    if (node != null) {
      for (var item : items(node)) {
        if (!item.isNumber()) {
          attempts.add(new Attempt(outcome(item), names(item)));
        }
      }
    }
    var rerun =
        first(
            root,
            "rerun",
            "rerunpassed",
            "passedonrerun",
            "passedonretry",
            "passedonsamesha",
            "laterattempt",
            "rerunresult",
            "rerunconclusion",
            "retryresult",
            "nextattempt");
    if (rerun != null && !rerun.isNull()) {
      attempts.add(new Attempt(outcome(rerun), names(rerun)));
    }
    return attempts;
  }

  private @Nullable Base base() {
    var node =
        first(
            root,
            "base",
            "baseresult",
            "basebranch",
            "baseconclusion",
            "basestatus",
            "basecheck",
            "basehead",
            "baseline",
            "mergebase",
            "target",
            "main",
            "mainbranch",
            "resultonbase",
            "onbase",
            "basefails",
            "failsonbase",
            "basebroken",
            "basefailed",
            "basepassed",
            "basepasses",
            "basegreen");
    if (node == null || node.isNull() || node.isObject() && node.isEmpty()) {
      return null;
    }
    var single = node.isArray() ? last(node) : node;
    var outcome = outcomeNamed(nameOf("base", root), single);
    var same =
        firstIn(
            single,
            "sameerror",
            "samefailure",
            "same",
            "sameerrorline",
            "identical",
            "matches",
            "sametests");
    var beside =
        first(root, "basesameerror", "sameerroronbase", "samefailureonbase", "basesamefailure");
    var flag = same != null ? same : beside;
    var errorNode =
        firstIn(
            single,
            "firsterror",
            "firsterrorline",
            "error",
            "errorline",
            "errors",
            "message",
            "failure",
            "excerpt",
            "log",
            "evidence",
            "reason");
    var besideError = first(root, "baseerror", "basefirsterror", "basefirsterrorline", "baselog");
    var error = errorNode != null ? text(errorNode) : besideError != null ? text(besideError) : "";
    return new Base(
        outcome, flag == null || !flag.isBoolean() ? null : flag.asBoolean(), error, names(single));
  }

  private List<Sibling> siblings() {
    var siblings = new ArrayList<Sibling>();
    var node =
        first(
            root,
            "siblings",
            "siblingjobs",
            "jobs",
            "otherjobs",
            "matrix",
            "needs",
            "matrixsiblings");
    if (node == null) {
      return siblings;
    }
    if (node.isObject()) {
      for (var entry : node.properties()) {
        siblings.add(new Sibling(entry.getKey(), outcomeNamed(entry.getKey(), entry.getValue())));
      }
      return siblings;
    }
    for (var item : items(node)) {
      siblings.add(new Sibling(named(item), outcome(item)));
    }
    return siblings;
  }

  private @Nullable List<Step> steps() {
    var node = first(root, "steps", "jobsteps", "steprecords", "stepconclusions", "stepresults");
    if (node == null || node.isNull()) {
      return null;
    }
    var steps = new ArrayList<Step>();
    if (node.isObject()) {
      for (var entry : node.properties()) {
        steps.add(new Step(entry.getKey(), outcome(entry.getValue()), null, null));
      }
      return steps;
    }
    for (var item : items(node)) {
      steps.add(
          new Step(
              named(item),
              item.isObject() ? outcome(item) : Outcome.NONE,
              instant(firstIn(item, "startedat", "started", "start")),
              instant(firstIn(item, "completedat", "completed", "end", "finishedat"))));
    }
    return steps;
  }

  private List<Annotation> annotations() {
    var annotations = new ArrayList<Annotation>();
    for (var name : List.of("annotations", "jobannotations", "checkannotations", "annotation")) {
      var node = first(root, name);
      if (node == null) {
        continue;
      }
      for (var item : items(node)) {
        var level = firstIn(item, "annotationlevel", "level", "severity", "type");
        annotations.add(
            new Annotation(
                level == null ? "failure" : text(level).toLowerCase(Locale.ROOT),
                annotationText(item)));
      }
    }
    return annotations;
  }

  private static String annotationText(JsonNode item) {
    if (!item.isObject()) {
      return text(item);
    }
    var parts = new ArrayList<String>();
    for (var name : List.of("title", "message", "text", "rawdetails")) {
      var part = firstIn(item, name);
      if (part != null && !part.isNull()) {
        parts.add(text(part));
      }
    }
    return String.join(": ", parts);
  }

  private Set<String> knownFlaky() {
    var names = new TreeSet<String>();
    var node = first(root, "knownflaky", "flakytests", "knownflakytests", "flakyhistory", "flaky");
    if (node != null && !node.isBoolean()) {
      items(node).forEach(item -> names.add(named(item)));
    }
    return names;
  }

  private static List<String> names(JsonNode item) {
    var node = firstIn(item, "failedtests", "failures", "failed", "tests");
    if (node == null || !node.isArray()) {
      return List.of();
    }
    return items(node).stream().map(ContextReader::named).toList();
  }

  private static Outcome outcome(JsonNode node) {
    return outcomeNamed("", node);
  }

  /** What a value says; of a boolean its field's name tells what {@code true} means. */
  private static Outcome outcomeNamed(String name, JsonNode node) {
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

  private static String named(JsonNode item) {
    var name =
        item.isObject()
            ? firstIn(item, "name", "job", "step", "id", "title", "test", "displayname")
            : item;
    return name == null ? "" : text(name);
  }

  private static @Nullable Instant instant(@Nullable JsonNode node) {
    return node == null || !node.isString() ? null : LineCleaner.instant(node.stringValue());
  }

  private static List<JsonNode> items(JsonNode node) {
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

  private static JsonNode last(JsonNode list) {
    return list.isEmpty() ? JSON.createObjectNode() : list.get(list.size() - 1);
  }

  private static String text(JsonNode node) {
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

  private static String nameOf(String part, JsonNode object) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (plain(entry.getKey()).contains(part)) {
        return plain(entry.getKey());
      }
    }
    return part;
  }

  private static @Nullable JsonNode first(JsonNode object, String... names) {
    return firstIn(object, names);
  }

  private static @Nullable JsonNode firstIn(JsonNode object, String... names) {
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
