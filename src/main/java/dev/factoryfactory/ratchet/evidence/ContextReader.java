package dev.factoryfactory.ratchet.evidence;

import static dev.factoryfactory.ratchet.evidence.ContextNodes.first;
import static dev.factoryfactory.ratchet.evidence.ContextNodes.firstIn;
import static dev.factoryfactory.ratchet.evidence.ContextNodes.instant;
import static dev.factoryfactory.ratchet.evidence.ContextNodes.items;
import static dev.factoryfactory.ratchet.evidence.ContextNodes.last;
import static dev.factoryfactory.ratchet.evidence.ContextNodes.nameOf;
import static dev.factoryfactory.ratchet.evidence.ContextNodes.named;
import static dev.factoryfactory.ratchet.evidence.ContextNodes.outcome;
import static dev.factoryfactory.ratchet.evidence.ContextNodes.outcomeNamed;
import static dev.factoryfactory.ratchet.evidence.ContextNodes.text;

import dev.factoryfactory.ratchet.evidence.FailureContext.Annotation;
import dev.factoryfactory.ratchet.evidence.FailureContext.Attempt;
import dev.factoryfactory.ratchet.evidence.FailureContext.Base;
import dev.factoryfactory.ratchet.evidence.FailureContext.Outcome;
import dev.factoryfactory.ratchet.evidence.FailureContext.Sibling;
import dev.factoryfactory.ratchet.evidence.FailureContext.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
    return items(node).stream().map(ContextNodes::named).toList();
  }
}
