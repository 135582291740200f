package dev.factoryfactory.github;

/** The changes that GitHub takes in GraphQL only. */
final class PullRequestMutations {

  /** Whose thread it is: an id may come from anybody, and be of another pull request. */
  static final String THREAD =
      """
      query Thread($id: ID!) {
        node(id: $id) {
          ... on PullRequestReviewThread {
            pullRequest { number repository { nameWithOwner } }
          }
        }
      }
      """;

  static final String REPLY =
      """
      mutation Reply($id: ID!, $body: String!) {
        addPullRequestReviewThreadReply(input: {pullRequestReviewThreadId: $id, body: $body}) {
          comment { id }
        }
      }
      """;

  static final String RESOLVE =
      """
      mutation Resolve($id: ID!) {
        resolveReviewThread(input: {threadId: $id}) { thread { id } }
      }
      """;

  static final String UNRESOLVE =
      """
      mutation Unresolve($id: ID!) {
        unresolveReviewThread(input: {threadId: $id}) { thread { id } }
      }
      """;

  static final String READY =
      """
      mutation Ready($id: ID!) {
        markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest { id } }
      }
      """;

  static final String DRAFT =
      """
      mutation Draft($id: ID!) {
        convertPullRequestToDraft(input: {pullRequestId: $id}) { pullRequest { id } }
      }
      """;

  static final String AUTO_MERGE =
      """
      mutation AutoMerge($id: ID!, $method: PullRequestMergeMethod!, $head: GitObjectID!) {
        enablePullRequestAutoMerge(
          input: {pullRequestId: $id, mergeMethod: $method, expectedHeadOid: $head}
        ) { pullRequest { id } }
      }
      """;

  static final String NO_AUTO_MERGE =
      """
      mutation NoAutoMerge($id: ID!) {
        disablePullRequestAutoMerge(input: {pullRequestId: $id}) { pullRequest { id } }
      }
      """;

  private PullRequestMutations() {}
}
