package dev.factoryfactory.github;

import dev.factoryfactory.github.GitHubWorkspaces.Branch;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A pull request that may be a workspace's.
 *
 * @param head owner and name of the repository that its branch is in; empty when that is gone
 * @param open else it is merged
 */
record FoundPullRequest(
    PullRequestUrl url, String head, String branch, boolean open, Instant createdAt) {

  /** As GitHub tells of it; nothing for one that was closed, or that can't be read. */
  static Optional<FoundPullRequest> of(String host, JsonNode node) {
    var state = node.path("state").asString("");
    var createdAt = Nodes.instant(node.path("createdAt"));
    if (createdAt == null || !state.equals("OPEN") && !state.equals("MERGED")) {
      return Optional.empty();
    }
    try {
      var url = PullRequestUrl.parse(node.path("url").asString(""));
      return url.host().equalsIgnoreCase(host)
          ? Optional.of(
              new FoundPullRequest(
                  url,
                  node.path("headRepository").path("nameWithOwner").asString(""),
                  node.path("headRefName").asString(""),
                  state.equals("OPEN"),
                  createdAt))
          : Optional.empty();
    } catch (DomainException odd) {
      return Optional.empty();
    }
  }

  /**
   * Whose is whose: the newest workspace of a branch gets the oldest open pull request that is not
   * older than it, unless it took over a branch that was there before; without an open one, one
   * that was made and merged since.
   */
  static Map<WorkspaceId, PullRequestUrl> match(
      List<Branch> branches, List<FoundPullRequest> found, Set<PullRequestUrl> taken) {
    var matched = new HashMap<WorkspaceId, PullRequestUrl>();
    var ordered = new ArrayList<>(found);
    ordered.sort(
        Comparator.comparing((FoundPullRequest it) -> !it.open())
            .thenComparing(FoundPullRequest::createdAt));
    for (var pullRequest : ordered) {
      if (!taken.contains(pullRequest.url())) {
        branches.stream()
            .filter(pullRequest::isOf)
            .filter(branch -> !matched.containsKey(branch.workspace()))
            .max(Comparator.comparing(Branch::createdAt))
            .ifPresent(branch -> matched.put(branch.workspace(), pullRequest.url()));
      }
    }
    return matched;
  }

  private boolean isOf(Branch candidate) {
    return candidate.name().equals(branch)
        && candidate.head().isNamed(head)
        && (open && candidate.adopted() || !candidate.createdAt().isAfter(createdAt));
  }
}
