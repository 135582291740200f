package dev.factoryfactory.demo.github;

import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import dev.factoryfactory.demo.github.LocalRepository.LocalPullRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers the questions that this server asks in GraphQL, by their names and aliases. */
final class LocalGraphQl {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern OPERATION = Pattern.compile("\\b(?:query|mutation) (\\w+)");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "(\\w+): repository\\(owner: \\$(\\w+), name: \\$(\\w+)\\) \\{((?:[^{}]|\\{[^{}]*\\})*)\\}");
  private static final Pattern PULL_REQUEST =
      Pattern.compile("(\\w+): pullRequest\\(number: (\\d+)\\)");

  private final Map<String, LocalRepository> repositories;

  LocalGraphQl(Map<String, LocalRepository> repositories) {
    this.repositories = repositories;
  }

  static String operation(String body) {
    var matcher = OPERATION.matcher(body);
    return matcher.find() ? matcher.group(1) : "unknown";
  }

  JsonNode answer(JsonNode request) throws IOException {
    var answer = JSON.createObjectNode();
    var data = answer.putObject("data");
    var query = request.path("query").asString("");
    var variables = request.path("variables");
    switch (operation(query)) {
      case "Tick", "Named" -> tick(query, variables, data);
      case "Checks" -> checks(variables, data);
      case "Open" -> open(query, variables, data);
      case "Details" -> details(variables, data);
      default -> new LocalMutations(repositories).answer(operation(query), variables, answer);
    }
    return answer;
  }

  private void tick(String query, JsonNode variables, ObjectNode data) throws IOException {
    var blocks = REPOSITORY.matcher(query);
    while (blocks.find()) {
      var repository = asked(blocks, variables);
      if (repository == null) {
        data.putNull(blocks.group(1));
        continue;
      }
      var into = data.putObject(blocks.group(1));
      var wanted = PULL_REQUEST.matcher(blocks.group(4));
      while (wanted.find()) {
        var pullRequest = repository.find(Integer.parseInt(wanted.group(2)));
        into.set(
            wanted.group(1),
            pullRequest == null ? JSON.nullNode() : facts(repository, pullRequest));
      }
    }
  }

  private void checks(JsonNode variables, ObjectNode data) throws IOException {
    var repository = named(variables);
    var pullRequest = repository == null ? null : repository.find(variables.path("number").asInt());
    if (repository == null || pullRequest == null) {
      data.putObject("repository").putNull("pullRequest");
      return;
    }
    var facts = facts(repository, pullRequest);
    data.putObject("repository").set("pullRequest", facts);
    var head = repository.head(pullRequest);
    var commit = facts.putObject("commits").putArray("nodes").addObject().putObject("commit");
    commit.put("oid", head);
    var contexts = commit.putObject("statusCheckRollup").putObject("contexts");
    contexts.putObject("pageInfo").put("hasNextPage", false).putNull("endCursor");
    var nodes = contexts.putArray("nodes");
    repository.checksOf(head).forEach(check -> nodes.add(check(check)));
  }

  private void details(JsonNode variables, ObjectNode data) throws IOException {
    var repository = named(variables);
    var pullRequest = repository == null ? null : repository.find(variables.path("number").asInt());
    if (repository == null || pullRequest == null) {
      data.putObject("repository").putNull("pullRequest");
      return;
    }
    new LocalDetails(repository, variables)
        .answer(
            repository.settled(pullRequest),
            facts(repository, pullRequest),
            data.putObject("repository"));
  }

  static ObjectNode check(LocalCheck check) {
    var node = JSON.createObjectNode();
    node.put("__typename", "CheckRun")
        .put("databaseId", check.id())
        .put("name", check.name())
        .put("status", check.status())
        .put("conclusion", check.conclusion())
        .put("startedAt", check.startedAt() == null ? null : String.valueOf(check.startedAt()))
        .put("completedAt", check.completedAt() == null ? null : check.completedAt().toString())
        .put("detailsUrl", "https://github.com/checks/" + check.id());
    var suite = node.putObject("checkSuite");
    if (check.run() == 0) {
      suite.putObject("app").put("slug", "another-app");
      suite.putNull("workflowRun");
      return node;
    }
    suite.putObject("app").put("slug", "github-actions");
    var run = suite.putObject("workflowRun").put("databaseId", check.run()).put("event", "push");
    run.putObject("workflow").put("name", check.workflow());
    return node;
  }

  private void open(String query, JsonNode variables, ObjectNode data) {
    var blocks = REPOSITORY.matcher(query);
    while (blocks.find()) {
      var repository = asked(blocks, variables);
      if (repository == null) {
        data.putNull(blocks.group(1));
        continue;
      }
      var nodes = data.putObject(blocks.group(1)).putObject("pullRequests").putArray("nodes");
      for (var pullRequest : repository.openOnes()) {
        found(repository, pullRequest, nodes.addObject().put("state", pullRequest.state()));
      }
    }
  }

  private static void found(
      LocalRepository repository, LocalPullRequest pullRequest, ObjectNode node) {
    var source = repository.forks().source(pullRequest);
    node.put("url", "%s/pull/%d".formatted(repository.page(), pullRequest.number()))
        .put("headRefName", source.branch())
        .put(
            "isCrossRepository",
            !source.repository().equals(repository.owner() + "/" + repository.name()))
        .put("createdAt", pullRequest.createdAt().toString())
        .putObject("headRepository")
        .put("nameWithOwner", source.repository());
  }

  private @Nullable LocalRepository asked(Matcher block, JsonNode variables) {
    return find(
        variables.path(block.group(2)).asString(""), variables.path(block.group(3)).asString(""));
  }

  private static String changedAt(LocalRepository repository, LocalPullRequest pullRequest) {
    var said = repository.talk(pullRequest.number()).lastSaidAt();
    return said == null ? pullRequest.createdAt().toString() : said;
  }

  private static ObjectNode facts(LocalRepository repository, LocalPullRequest asked)
      throws IOException {
    var pullRequest = repository.settled(asked);
    boolean unknown = pullRequest.state().equals("OPEN") && repository.isWorkingOut();
    var merging = unknown ? "UNKNOWN" : repository.mergeState(pullRequest);
    var head = repository.head(pullRequest);
    var node = JSON.createObjectNode();
    node.put("number", pullRequest.number())
        .put("title", pullRequest.title())
        .put("state", pullRequest.state())
        .put("isDraft", pullRequest.draft())
        .put("updatedAt", changedAt(repository, pullRequest))
        .put("headRefOid", head)
        .put(
            "mergeable",
            unknown ? "UNKNOWN" : merging.equals("DIRTY") ? "CONFLICTING" : "MERGEABLE")
        .put("mergeStateStatus", merging)
        .put("reviewDecision", repository.decision(pullRequest));
    found(repository, pullRequest, node);
    var checks = repository.checksOf(head);
    if (checks.isEmpty()) {
      node.putNull("statusCheckRollup");
      return node;
    }
    var rollup = node.putObject("statusCheckRollup");
    rollup.putObject("commit").put("oid", head);
    var contexts = rollup.putObject("contexts").put("totalCount", checks.size());
    var counts = contexts.putArray("checkRunCountsByState");
    counted(checks)
        .forEach((state, count) -> counts.addObject().put("state", state).put("count", count));
    contexts.putArray("statusContextCountsByState");
    return node;
  }

  private static Map<String, Long> counted(List<LocalCheck> checks) {
    Function<LocalCheck, String> state =
        check -> check.conclusion() == null ? check.status() : check.conclusion();
    return checks.stream()
        .collect(Collectors.groupingBy(state, TreeMap::new, Collectors.counting()));
  }

  private @Nullable LocalRepository named(JsonNode variables) {
    return find(variables.path("owner").asString(""), variables.path("name").asString(""));
  }

  private @Nullable LocalRepository find(String owner, String name) {
    return repositories.get(owner + "/" + name);
  }

  /** Takes the checks out of an answer as GitHub does for a token that may not read them. */
  static void forbidChecks(JsonNode answer) {
    var errors = JSON.createArrayNode();
    forbid(answer.path("data"), JSON.createArrayNode(), errors);
    ((ObjectNode) answer).set("errors", errors);
  }

  private static void forbid(JsonNode node, ArrayNode path, ArrayNode errors) {
    if (node instanceof ObjectNode object && object.has("statusCheckRollup")) {
      object.putNull("statusCheckRollup");
      errors
          .addObject()
          .put("type", "FORBIDDEN")
          .put("message", "Resource not accessible by personal access token")
          .set("path", path.deepCopy().add("statusCheckRollup"));
    }
    for (var field : node.properties()) {
      forbid(field.getValue(), path.deepCopy().add(field.getKey()), errors);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      forbid(node.path(i), path.deepCopy().add(i), errors);
    }
  }
}
