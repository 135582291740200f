package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads pull requests: many at once with their checks counted, or one with each of its checks. */
@Component
class PullRequestReader {

  private static final int MAX_PAGES = 20;

  /**
   * One pull request whole.
   *
   * @param required names of checks that the base asks for
   * @param seen how many of its checks these are
   */
  record Whole(PullRequestReading reading, List<Check> checks, Set<String> required, Seen seen) {}

  /** How many of a head's checks could be read. */
  enum Seen {
    ALL,
    /** Those of Actions, and statuses: there may be others. */
    SOME,
    NONE;

    /**
     * @param commit the head with its checks; missing where the answer shows another
     */
    static Seen of(PullRequestReading reading, JsonNode commit) {
      var rollup = commit.path("statusCheckRollup");
      boolean read = rollup.isNull() || rollup.path("contexts").isObject();
      return reading.readable() || read && commit.path("oid").asString("").equals(reading.headSha())
          ? ALL
          : NONE;
    }
  }

  private final GitHubApi api;
  private final ActionsChecks actions;

  PullRequestReader(GitHubApi api, ActionsChecks actions) {
    this.api = api;
    this.actions = actions;
  }

  /** Reads those of one host; what the host does not know is left out. */
  Map<PullRequestUrl, PullRequestReading> read(String host, Collection<PullRequestUrl> wanted)
      throws GitHubFailure {
    var tick = PullRequestQueries.tick(wanted);
    var data = api.query(host, tick.query(), tick.variables());
    var readings = new HashMap<PullRequestUrl, PullRequestReading>();
    for (var place : tick.places().entrySet()) {
      var steps = place.getKey().split("/", 2);
      var node = data.path(steps[0]).path(steps[1]);
      if (node.isObject()) {
        readings.put(place.getValue(), PullRequestReading.of(node));
      }
    }
    return readings;
  }

  /** Reads one with every page of its checks. */
  Whole readWhole(PullRequestUrl url) throws GitHubFailure {
    var checks = new ArrayList<Check>();
    var required = new HashSet<String>();
    var seen = new HashSet<String>();
    PullRequestReading reading = null;
    var seenChecks = Seen.NONE;
    String after = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      var node =
          api.query(url.host(), PullRequestQueries.CHECKS, variables(url, after))
              .path("repository")
              .path("pullRequest");
      if (!node.isObject()) {
        throw new GitHubFailure(
            Kind.NOT_FOUND, "GitHub shows this account no pull request at " + url + ".");
      }
      reading = PullRequestReading.of(node);
      node.path("baseRef")
          .path("refUpdateRule")
          .path("requiredStatusCheckContexts")
          .forEach(name -> required.add(name.asString("")));
      var commit = node.path("commits").path("nodes").path(0).path("commit");
      seenChecks = Seen.of(reading, commit);
      var contexts = commit.path("statusCheckRollup").path("contexts");
      contexts.path("nodes").forEach(context -> checks.add(Check.of(context)));
      after = contexts.path("pageInfo").path("endCursor").asString(null);
      if (!contexts.path("pageInfo").path("hasNextPage").asBoolean(false)
          || after == null
          || !seen.add(after)) {
        break;
      }
    }
    if (reading == null) {
      throw new GitHubFailure(Kind.UNAVAILABLE, "GitHub's answer is empty.");
    }
    return actions.complete(
        url, new Whole(reading, List.copyOf(checks), Set.copyOf(required), seenChecks));
  }

  private static Map<String, Object> variables(PullRequestUrl url, @Nullable String after) {
    var variables = new HashMap<String, Object>();
    variables.put("owner", url.owner());
    variables.put("name", url.repository());
    variables.put("number", url.number());
    if (after != null) {
      variables.put("after", after);
    }
    return variables;
  }
}
