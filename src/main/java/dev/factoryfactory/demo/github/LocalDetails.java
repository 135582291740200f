package dev.factoryfactory.demo.github;

import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import dev.factoryfactory.demo.github.LocalRepository.LocalPullRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers the question for all there is of one pull request, page by page. */
final class LocalDetails {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int CHECKS_PAGE = 100;
  private static final int PAGE = 50;

  private final LocalRepository repository;
  private final JsonNode variables;

  LocalDetails(LocalRepository repository, JsonNode variables) {
    this.repository = repository;
    this.variables = variables;
  }

  void answer(LocalPullRequest pullRequest, ObjectNode facts, ObjectNode into) throws IOException {
    var rules = repository.rules();
    into.put("isArchived", false)
        .put("viewerPermission", rules.permission())
        .put("autoMergeAllowed", rules.autoMerge())
        .put("mergeCommitAllowed", rules.methods().contains("merge"))
        .put("squashMergeAllowed", rules.methods().contains("squash"))
        .put("rebaseMergeAllowed", rules.methods().contains("rebase"));
    var talk = repository.talk(pullRequest.number());
    synchronized (talk) {
      node(pullRequest, facts, talk);
    }
    into.set("pullRequest", facts);
  }

  private void node(LocalPullRequest pullRequest, ObjectNode node, LocalTalk talk)
      throws IOException {
    var head = repository.head(pullRequest);
    boolean open = pullRequest.state().equals("OPEN");
    node.put("body", pullRequest.body())
        .put("createdAt", pullRequest.createdAt().toString())
        .put("updatedAt", pullRequest.createdAt().toString())
        .put("additions", 1)
        .put("deletions", 0)
        .put("changedFiles", 1)
        .put("baseRefName", pullRequest.base())
        .put(
            "viewerCanEnableAutoMerge",
            open
                && repository.rules().autoMerge()
                && !repository.mergeState(pullRequest).equals("CLEAN"))
        .put("viewerCanDisableAutoMerge", open);
    node.putObject("author").put("login", LocalTalk.VIEWER);
    if (talk.autoMerge) {
      node.putObject("autoMergeRequest").put("mergeMethod", "MERGE");
    } else {
      node.putNull("autoMergeRequest");
    }
    var base = node.putObject("baseRef");
    base.putObject("target").put("oid", repository.head(pullRequest.base()));
    var required = base.putObject("refUpdateRule").putArray("requiredStatusCheckContexts");
    repository.rules().requiredChecks().forEach(required::add);
    var requests = node.putObject("reviewRequests");
    requests.putObject("pageInfo").put("hasNextPage", false);
    var reviewers = requests.putArray("nodes");
    talk.reviewers.forEach(
        login -> reviewers.addObject().putObject("requestedReviewer").put("login", login));
    commit(node, talk, head);
    if (variables.path("threads").asBoolean()) {
      page(node, "reviewThreads", talk.threads, "threadsAt", LocalDetails::thread);
    }
    if (variables.path("reviews").asBoolean()) {
      last(node, "reviews", talk.reviews, "reviewsAt");
    }
    if (variables.path("comments").asBoolean()) {
      last(node, "comments", talk.comments, "commentsAt");
    }
  }

  private void commit(ObjectNode node, LocalTalk talk, String head) {
    var commit = node.putObject("commits").putArray("nodes").addObject().putObject("commit");
    var deployments = commit.put("oid", head).putObject("deployments").putArray("nodes");
    for (var deployment : talk.deployments) {
      deployments
          .addObject()
          .put("environment", deployment.environment())
          .put("state", "ACTIVE")
          .putObject("latestStatus")
          .put("state", deployment.state())
          .put("environmentUrl", deployment.url());
    }
    var checks = repository.checksOf(head);
    if (variables.path("checks").asBoolean() && checks.isEmpty()) {
      commit.putNull("statusCheckRollup");
    }
    if (variables.path("checks").asBoolean() && !checks.isEmpty()) {
      var rollup = commit.putObject("statusCheckRollup");
      var list = rollup.putObject("contexts");
      int from = variables.path("checksAt").asInt(0);
      int to = Math.min(checks.size(), from + CHECKS_PAGE);
      list.putObject("pageInfo")
          .put("hasNextPage", to < checks.size())
          .put("endCursor", String.valueOf(to));
      var nodes = list.putArray("nodes");
      checks.subList(from, to).forEach(check -> nodes.add(required(check)));
    }
  }

  private ObjectNode required(LocalCheck check) {
    return LocalGraphQl.check(check)
        .put("isRequired", repository.rules().requiredChecks().contains(check.name()));
  }

  private <T> void page(
      ObjectNode node, String name, List<T> all, String cursor, Function<T, ObjectNode> mapping) {
    int from = variables.path(cursor).asInt(0);
    int to = Math.min(all.size(), from + PAGE);
    var list = node.putObject(name);
    list.putObject("pageInfo")
        .put("hasNextPage", to < all.size())
        .put("endCursor", String.valueOf(to));
    var nodes = list.putArray("nodes");
    all.subList(from, to).forEach(it -> nodes.add(mapping.apply(it)));
  }

  private void last(ObjectNode node, String name, List<ObjectNode> all, String cursor) {
    int to = variables.path(cursor).asInt(all.size());
    int from = Math.max(0, to - PAGE);
    var list = node.putObject(name);
    list.putObject("pageInfo")
        .put("hasPreviousPage", from > 0)
        .put("startCursor", String.valueOf(from));
    var nodes = list.putArray("nodes");
    all.subList(from, to).forEach(it -> nodes.add(it.deepCopy()));
  }

  private static ObjectNode thread(LocalTalk.Thread thread) {
    var node = JSON.createObjectNode();
    node.put("id", thread.id)
        .put("path", thread.path)
        .put("diffSide", thread.side)
        .put("isResolved", thread.resolved)
        .put("isOutdated", thread.outdated)
        .put("viewerCanReply", true)
        .put("viewerCanResolve", !thread.resolved)
        .put("viewerCanUnresolve", thread.resolved)
        .putNull("startLine");
    if (thread.outdated) {
      node.putNull("line");
    } else {
      node.put("line", thread.line);
    }
    var comments = node.putObject("comments");
    comments.putObject("pageInfo").put("hasNextPage", thread.comments.size() > PAGE);
    var nodes = comments.putArray("nodes");
    thread.comments.stream().limit(PAGE).forEach(it -> nodes.add(it.deepCopy()));
    return node;
  }
}
