package dev.factoryfactory.github;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question for all that is shown of a pull request. Its four lists are paged apart: what a list
 * has no more pages of is left out of the next question.
 */
final class DetailsQuery {

  static final String TEXT =
      """
      query Details(
        $owner: String!, $name: String!, $number: Int!
        $checks: Boolean!, $checksAt: String, $threads: Boolean!, $threadsAt: String
        $reviews: Boolean!, $reviewsAt: String, $comments: Boolean!, $commentsAt: String
      ) {
        repository(owner: $owner, name: $name) {
          isArchived viewerPermission autoMergeAllowed
          mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed
          pullRequest(number: $number) {
            ...Facts
            body createdAt updatedAt additions deletions changedFiles baseRefName
            author { login }
            viewerCanEnableAutoMerge viewerCanDisableAutoMerge
            autoMergeRequest { mergeMethod }
            baseRef {
              target { oid }
              refUpdateRule { requiredStatusCheckContexts requiresConversationResolution }
            }
            reviewRequests(first: 50) {
              pageInfo { hasNextPage }
              nodes {
                requestedReviewer {
                  ... on User { login }
                  ... on Bot { login }
                  ... on Mannequin { login }
                  ... on Team { combinedSlug }
                }
              }
            }
            commits(last: 1) {
              nodes {
                commit {
                  oid
                  deployments(first: 30, orderBy: {field: CREATED_AT, direction: DESC}) {
                    nodes { environment state latestStatus { state environmentUrl } }
                  }
                  statusCheckRollup @include(if: $checks) {
                    contexts(first: 100, after: $checksAt) {
                      pageInfo { hasNextPage endCursor }
                      nodes {
                        ...Context
                        ... on CheckRun { isRequired(pullRequestNumber: $number) }
                        ... on StatusContext { isRequired(pullRequestNumber: $number) }
                      }
                    }
                  }
                }
              }
            }
            reviewThreads(first: 50, after: $threadsAt) @include(if: $threads) {
              pageInfo { hasNextPage endCursor }
              nodes {
                id path line startLine diffSide isResolved isOutdated
                viewerCanReply viewerCanResolve viewerCanUnresolve
                comments(first: 50) {
                  pageInfo { hasNextPage }
                  nodes { id body createdAt url viewerDidAuthor diffHunk author { __typename login } }
                }
              }
            }
            reviews(last: 50, before: $reviewsAt) @include(if: $reviews) {
              pageInfo { hasPreviousPage startCursor }
              nodes { id state body submittedAt url viewerDidAuthor author { __typename login } }
            }
            comments(last: 50, before: $commentsAt) @include(if: $comments) {
              pageInfo { hasPreviousPage startCursor }
              nodes { id body createdAt url viewerDidAuthor author { __typename login } }
            }
          }
        }
      }
      """
          + PullRequestQueries.FACTS
          + PullRequestQueries.CONTEXT;

  private DetailsQuery() {}

  /** What a page says of where it is: the way on, and whether there is one. */
  record Cursor(boolean wanted, @Nullable String at) {

    static final Cursor START = new Cursor(true, null);
    static final Cursor END = new Cursor(false, null);
  }

  static Map<String, Object> variables(
      PullRequestUrl url, Cursor checks, Cursor threads, Cursor reviews, Cursor comments) {
    var variables = new HashMap<String, Object>();
    variables.put("owner", url.owner());
    variables.put("name", url.repository());
    variables.put("number", url.number());
    put(variables, "checks", checks);
    put(variables, "threads", threads);
    put(variables, "reviews", reviews);
    put(variables, "comments", comments);
    return variables;
  }

  private static void put(Map<String, Object> variables, String list, Cursor cursor) {
    variables.put(list, cursor.wanted());
    if (cursor.at() != null) {
      variables.put(list + "At", cursor.at());
    }
  }
}
