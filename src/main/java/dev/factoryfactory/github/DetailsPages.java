package dev.factoryfactory.github;

import dev.factoryfactory.github.DetailsQuery.Cursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The pages of one pull request's lists, as far as they were read. */
final class DetailsPages {

  /** One of the lists; those that are read from their end have the older pages put in front. */
  private static final class Pages {

    private final boolean backwards;
    private final List<JsonNode> nodes = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private Cursor next = Cursor.START;

    private Pages(boolean backwards) {
      this.backwards = backwards;
    }

    private void add(JsonNode list) {
      if (!next.wanted()) {
        return;
      }
      var page = new ArrayList<JsonNode>();
      list.path("nodes").forEach(page::add);
      page.removeIf(node -> !node.isObject());
      nodes.addAll(backwards ? 0 : nodes.size(), page);
      var info = list.path("pageInfo");
      var at = info.path(backwards ? "startCursor" : "endCursor").asString("");
      boolean more = info.path(backwards ? "hasPreviousPage" : "hasNextPage").asBoolean(false);
      next = more && !at.isEmpty() && seen.add(at) ? new Cursor(true, at) : Cursor.END;
    }
  }

  private final Pages checks = new Pages(false);
  private final Pages threads = new Pages(false);
  private final Pages reviews = new Pages(true);
  private final Pages comments = new Pages(true);
  private final Set<String> required = new HashSet<>();
  private JsonNode repository = MissingNode.getInstance();
  private boolean innerMore;

  /**
   * Takes a page.
   *
   * @return whether it is of the same head as those before; else all has to be read anew
   */
  boolean add(JsonNode answer) {
    var pullRequest = answer.path("pullRequest");
    if (repository.isObject()
        && !pullRequest.path("headRefOid").equals(pullRequest().path("headRefOid"))) {
      return false;
    }
    repository = repository.isObject() ? repository : answer;
    var commit = commit(pullRequest);
    checks.add(commit.path("statusCheckRollup").path("contexts"));
    threads.add(pullRequest.path("reviewThreads"));
    reviews.add(pullRequest.path("reviews"));
    comments.add(pullRequest.path("comments"));
    for (var thread : pullRequest.path("reviewThreads").path("nodes")) {
      innerMore |= thread.path("comments").path("pageInfo").path("hasNextPage").asBoolean(false);
    }
    innerMore |=
        pullRequest.path("reviewRequests").path("pageInfo").path("hasNextPage").asBoolean(false);
    return true;
  }

  boolean isComplete() {
    return !checks.next.wanted()
        && !threads.next.wanted()
        && !reviews.next.wanted()
        && !comments.next.wanted();
  }

  /** Whether GitHub has worked out by now if it can be merged; of a closed one it never does. */
  boolean isMergeKnown() {
    return !pullRequest().path("state").asString("").equals("OPEN")
        || !pullRequest().path("mergeable").asString("").equals("UNKNOWN");
  }

  boolean isTruncated() {
    return innerMore || !isComplete();
  }

  Map<String, Object> next(PullRequestUrl url) {
    return DetailsQuery.variables(url, checks.next, threads.next, reviews.next, comments.next);
  }

  JsonNode repository() {
    return repository;
  }

  JsonNode pullRequest() {
    return repository.path("pullRequest");
  }

  JsonNode commit() {
    return commit(pullRequest());
  }

  List<JsonNode> threads() {
    return threads.nodes;
  }

  List<JsonNode> reviews() {
    return reviews.nodes;
  }

  List<JsonNode> comments() {
    return comments.nodes;
  }

  /** The checks in the meaning that every reader of checks has. */
  PullRequestReader.Whole whole() {
    var all = new ArrayList<Check>();
    for (var node : checks.nodes) {
      var check = Check.of(node);
      all.add(check);
      if (node.path("isRequired").asBoolean(false)) {
        required.add(check.name());
      }
    }
    pullRequest()
        .path("baseRef")
        .path("refUpdateRule")
        .path("requiredStatusCheckContexts")
        .forEach(name -> required.add(name.asString("")));
    var reading = PullRequestReading.of(pullRequest());
    return new PullRequestReader.Whole(
        reading,
        List.copyOf(all),
        Set.copyOf(required),
        PullRequestReader.Seen.of(reading, commit()));
  }

  /** The commit at the head; nothing when the answer shows another. */
  private static JsonNode commit(JsonNode pullRequest) {
    var commit = pullRequest.path("commits").path("nodes").path(0).path("commit");
    return commit.path("oid").equals(pullRequest.path("headRefOid"))
        ? commit
        : MissingNode.getInstance();
  }

  /** The head that all of this is about. */
  @Nullable String head() {
    return pullRequest().path("headRefOid").asString(null);
  }
}
