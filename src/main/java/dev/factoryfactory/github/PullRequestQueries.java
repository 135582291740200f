package dev.factoryfactory.github;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The questions in GraphQL. Many pull requests are asked for in one request without their checks
 * one by one, of which a list may have thousands; those are asked for where something is not plain.
 */
final class PullRequestQueries {

  static final String FACTS =
      """
      fragment Facts on PullRequest {
        number url title state isDraft updatedAt headRefOid headRefName mergeable mergeStateStatus reviewDecision
        statusCheckRollup {
          state
          commit { oid }
          contexts {
            totalCount
            checkRunCountsByState { state count }
            statusContextCountsByState { state count }
          }
        }
      }
      """;

  static final String CONTEXT =
      """
      fragment Context on StatusCheckRollupContext {
        __typename
        ... on CheckRun {
          databaseId name status conclusion startedAt completedAt detailsUrl
          checkSuite { app { slug } workflowRun { databaseId event workflow { name } } }
        }
        ... on StatusContext { context state targetUrl createdAt }
      }
      """;

  static final String CHECKS =
      """
      query Checks($owner: String!, $name: String!, $number: Int!, $after: String) {
        repository(owner: $owner, name: $name) {
          pullRequest(number: $number) {
            ...Facts
            baseRef { refUpdateRule { requiredStatusCheckContexts } }
            commits(last: 1) {
              nodes {
                commit {
                  oid
                  statusCheckRollup {
                    contexts(first: 100, after: $after) {
                      pageInfo { hasNextPage endCursor }
                      nodes {
                        ...Context
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
      """
          + FACTS
          + CONTEXT;

  private static final String OPEN =
      """
      fragment Open on Repository {
        pullRequests(first: 100, states: [OPEN], orderBy: {field: CREATED_AT, direction: DESC}) {
          nodes { ...Found }
        }
      }
      """;

  private static final String FOUND =
      """
      fragment Found on PullRequest {
        url state headRefName createdAt isCrossRepository headRepository { nameWithOwner }
      }
      """;

  /** A request for the facts of several pull requests of one host. */
  record Tick(String query, Map<String, Object> variables, Map<String, PullRequestUrl> places) {

    /** Where in the answer a pull request is: repository's and pull request's alias. */
    static String place(String repository, String pullRequest) {
      return repository + "/" + pullRequest;
    }
  }

  private PullRequestQueries() {}

  /**
   * Names go in as variables and numbers as numbers, so that no address can change the question.
   */
  static Tick tick(Collection<PullRequestUrl> wanted) {
    return each("Tick", wanted, "Facts", FACTS);
  }

  /** Whose pull requests are that somebody named. */
  static Tick named(Collection<PullRequestUrl> wanted) {
    return each("Named", wanted, "Found", FOUND);
  }

  private static Tick each(
      String operation, Collection<PullRequestUrl> wanted, String fragment, String text) {
    var repositories = new LinkedHashMap<List<String>, LinkedHashMap<Integer, PullRequestUrl>>();
    for (var url : wanted) {
      repositories
          .computeIfAbsent(List.of(url.owner(), url.repository()), _ -> new LinkedHashMap<>())
          .put(url.number(), url);
    }
    var head = new StringBuilder("query " + operation + "(");
    var body = new StringBuilder();
    var variables = new HashMap<String, Object>();
    var places = new HashMap<String, PullRequestUrl>();
    int i = 0;
    for (var repository : repositories.entrySet()) {
      head.append("$o%d: String!, $n%d: String!, ".formatted(i, i));
      variables.put("o" + i, repository.getKey().getFirst());
      variables.put("n" + i, repository.getKey().getLast());
      body.append("  r%d: repository(owner: $o%d, name: $n%d) {\n".formatted(i, i, i));
      for (var url : repository.getValue().values()) {
        body.append(
            "    p%d: pullRequest(number: %d) { ...%s }\n"
                .formatted(url.number(), url.number(), fragment));
        places.put(Tick.place("r" + i, "p" + url.number()), url);
      }
      body.append("  }\n");
      i++;
    }
    var query = head.substring(0, head.length() - 2) + ") {\n" + body + "}\n" + text;
    return new Tick(query, variables, places);
  }

  /**
   * The newest open pull requests of several repositories, each under {@code r} and its place in
   * the list.
   */
  static Tick open(List<Origin> repositories) {
    var head = new StringBuilder("query Open(");
    var body = new StringBuilder();
    var variables = new HashMap<String, Object>();
    for (int i = 0; i < repositories.size(); i++) {
      head.append("$o%d: String!, $n%d: String!, ".formatted(i, i));
      variables.put("o" + i, repositories.get(i).owner());
      variables.put("n" + i, repositories.get(i).name());
      body.append("  r%d: repository(owner: $o%d, name: $n%d) { ...Open }\n".formatted(i, i, i));
    }
    var query = head.substring(0, head.length() - 2) + ") {\n" + body + "}\n" + OPEN + FOUND;
    return new Tick(query, variables, Map.of());
  }
}
