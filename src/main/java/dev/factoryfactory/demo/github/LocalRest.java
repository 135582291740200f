package dev.factoryfactory.demo.github;

import dev.factoryfactory.demo.github.LocalRepository.LocalPullRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers REST questions and changes about one repository's pull requests. */
final class LocalRest {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * An answer.
   *
   * @param body JSON
   * @param location where it leads instead
   */
  record Answer(int status, String body, @Nullable String location) {

    static Answer of(int status, JsonNode body) {
      return new Answer(status, body.toString(), null);
    }

    static Answer refused(int status, String message) {
      return of(status, JSON.createObjectNode().put("message", message));
    }

    static Answer leads(String location) {
      return new Answer(302, "", location);
    }
  }

  private static final Answer MISSING = Answer.refused(404, "Not Found");

  private final Map<String, LocalRepository> repositories;
  private final LocalRepository repository;
  private final LocalRestChecks checks;

  /**
   * @param logs where logs lie, which is another host than this
   */
  LocalRest(Map<String, LocalRepository> repositories, LocalRepository repository, String logs) {
    this.repositories = repositories;
    this.repository = repository;
    this.checks = new LocalRestChecks(repository, logs);
  }

  Answer answer(String method, String path, Map<String, String> query, String body)
      throws IOException {
    if (path.isEmpty()) {
      return Answer.of(
          200,
          JSON.createObjectNode()
              .put("full_name", repository.owner() + "/" + repository.name())
              .put("pulls", repository.numbers().size()));
    }
    var steps = path.split("/");
    return switch (steps[0]) {
      case "pulls" -> steps.length == 1 ? create(JSON.readTree(body)) : pull(method, steps, body);
      case "issues" -> steps.length == 2 ? issue(steps) : comment(steps, JSON.readTree(body));
      case "git" ->
          method.equals("DELETE")
              ? removed(path.substring("git/refs/heads/".length()))
              : ref(path.substring("git/ref/heads/".length()));
      case "compare" -> compare(path.substring("compare/".length()));
      default -> checks.answer(method, steps, query);
    };
  }

  private Answer issue(String[] steps) {
    var issue = repository.issues().find(Integer.parseInt(steps[1]));
    return issue == null ? MISSING : Answer.of(200, issue);
  }

  private Answer create(JsonNode wanted) throws IOException {
    var fork = fork(wanted);
    var head =
        fork == null
            ? wanted.path("head").asString("")
            : repository
                .forks()
                .take(Objects.requireNonNull(repositories.get(fork.repository())), fork.branch());
    var base = wanted.path("base").asString("");
    var headSha = repository.head(head);
    var baseSha = repository.head(base);
    var fault =
        headSha.isEmpty()
            ? "The head " + head + " is invalid"
            : baseSha.isEmpty()
                ? "The base " + base + " is invalid"
                : repository.openOnes().stream().anyMatch(it -> it.branch().equals(head))
                    ? "A pull request already exists for %s:%s.".formatted(repository.owner(), head)
                    : repository.tree().count(baseSha, headSha) == 0
                        ? "No commits between %s and %s".formatted(base, head)
                        : null;
    if (fault != null) {
      var refusal = JSON.createObjectNode().put("message", "Validation Failed");
      refusal.putArray("errors").addObject().put("message", fault);
      return Answer.of(422, refusal);
    }
    var opened =
        repository.open(
            wanted.path("title").asString(""),
            head,
            base,
            wanted.path("body").asString(""),
            wanted.path("draft").asBoolean(false));
    repository.forks().put(opened, fork);
    return Answer.of(201, json(opened));
  }

  /** Whose branch is meant, when not this repository's own. */
  private LocalForks.@Nullable Source fork(JsonNode wanted) {
    var head = wanted.path("head").asString("").split(":", 2);
    if (head.length < 2) {
      return null;
    }
    var name = wanted.path("head_repo").asString(repository.name());
    var place = head[0] + "/" + name;
    return repositories.containsKey(place) ? new LocalForks.Source(place, head[1]) : null;
  }

  private Answer pull(String method, String[] steps, String body) throws IOException {
    var pullRequest = repository.find(Integer.parseInt(steps[1]));
    if (pullRequest == null) {
      return MISSING;
    }
    if (steps.length == 2) {
      return Answer.of(200, json(repository.settled(pullRequest)));
    }
    if (!repository.rules().permission().matches("WRITE|MAINTAIN|ADMIN") && !method.equals("GET")) {
      return Answer.refused(403, "Resource not accessible by personal access token");
    }
    var wanted = JSON.readTree(body);
    var talk = repository.talk(pullRequest.number());
    return switch (steps[2]) {
      case "requested_reviewers" -> review(talk, wanted, pullRequest);
      case "comments" -> {
        if (!wanted.path("commit_id").asString("").equals(repository.head(pullRequest))) {
          yield Answer.refused(422, "commit_id is not part of the pull request");
        }
        talk.thread(
            LocalTalk.VIEWER,
            wanted.path("path").asString(""),
            wanted.path("line").asInt(0),
            wanted.path("side").asString("RIGHT"),
            wanted.path("body").asString(""));
        yield Answer.of(201, JSON.createObjectNode());
      }
      case "merge" -> merge(pullRequest, wanted);
      case "update-branch" -> update(pullRequest, wanted);
      default -> MISSING;
    };
  }

  private Answer review(LocalTalk talk, JsonNode wanted, LocalPullRequest pullRequest)
      throws IOException {
    for (var login : wanted.path("reviewers")) {
      if (login.asString("").equals(LocalTalk.VIEWER)) {
        return Answer.refused(422, "Review cannot be requested from pull request author.");
      }
    }
    synchronized (talk) {
      wanted.path("reviewers").forEach(login -> talk.reviewers.add(login.asString("")));
    }
    return Answer.of(201, json(pullRequest));
  }

  private Answer merge(LocalPullRequest pullRequest, JsonNode wanted) throws IOException {
    var method = wanted.path("merge_method").asString("merge");
    if (!wanted.path("sha").asString("").equals(repository.head(pullRequest))) {
      return Answer.refused(409, "Head branch was modified. Review and try the merge again.");
    }
    if (!repository.rules().methods().contains(method)) {
      return Answer.refused(405, "This merge method is not allowed on this repository.");
    }
    var state = repository.mergeState(pullRequest);
    if (!pullRequest.state().equals("OPEN") || !state.matches("CLEAN|UNSTABLE")) {
      return Answer.refused(
          405,
          state.equals("BLOCKED")
              ? "At least 1 required status check or review is missing."
              : "Pull Request is not mergeable");
    }
    return repository.merge(pullRequest, method)
        ? Answer.of(200, JSON.createObjectNode().put("merged", true))
        : Answer.refused(405, "Pull Request is not mergeable");
  }

  private Answer update(LocalPullRequest pullRequest, JsonNode wanted) throws IOException {
    var head = repository.head(pullRequest);
    if (!wanted.path("expected_head_sha").asString("").equals(head)) {
      return Answer.refused(422, "expected head sha didn’t match current head ref.");
    }
    var base = repository.head(pullRequest.base());
    if (repository.tree().count(head, base) == 0) {
      return Answer.refused(422, "There are no new commits on the base branch.");
    }
    var merged =
        repository.tree().merge(pullRequest.branch(), base, "merge", "Merge " + pullRequest.base());
    return merged == null
        ? Answer.refused(422, "merge conflict between base and head")
        : Answer.of(202, JSON.createObjectNode().put("message", "Updating pull request branch."));
  }

  private Answer comment(String[] steps, JsonNode wanted) {
    var number = Integer.parseInt(steps[1]);
    if (repository.find(number) == null) {
      return MISSING;
    }
    repository.talk(number).comment(LocalTalk.VIEWER, wanted.path("body").asString(""));
    return Answer.of(201, JSON.createObjectNode());
  }

  private Answer removed(String branch) throws IOException {
    return repository.removeBranch(branch)
        ? Answer.of(204, JSON.createObjectNode())
        : Answer.refused(422, "Reference does not exist");
  }

  private Answer ref(String branch) throws IOException {
    var node = JSON.createObjectNode();
    node.putObject("object").put("sha", repository.head(branch));
    return repository.head(branch).isEmpty() ? MISSING : Answer.of(200, node);
  }

  private Answer compare(String range) throws IOException {
    var ends = range.split("\\.\\.\\.");
    return Answer.of(
        200,
        JSON.createObjectNode()
            .put("behind_by", repository.tree().count(ends[1], ends[0]))
            .put("ahead_by", repository.tree().count(ends[0], ends[1])));
  }

  private ObjectNode json(LocalPullRequest pullRequest) throws IOException {
    var node = JSON.createObjectNode();
    node.put("number", pullRequest.number())
        .put("node_id", LocalMutations.id(repository, pullRequest.number()))
        .put("state", pullRequest.state().equals("OPEN") ? "open" : "closed")
        .put("merged", pullRequest.state().equals("MERGED"))
        .put("draft", pullRequest.draft())
        .put("html_url", "%s/pull/%d".formatted(repository.page(), pullRequest.number()));
    node.putObject("head")
        .put("ref", pullRequest.branch())
        .put("sha", repository.head(pullRequest))
        .putObject("repo")
        .put("full_name", repository.owner() + "/" + repository.name());
    node.putObject("base")
        .put("ref", pullRequest.base())
        .put("sha", repository.head(pullRequest.base()));
    return node;
  }
}
