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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A pull request that may be a workspace's.
 *
 * @param fork owner and name of the repository that its branch is in when that is another; empty
 *     when that is gone, {@code null} when it is the same
 * @param open else it is merged
 */
record FoundPullRequest(
    PullRequestUrl url, @Nullable String fork, String branch, boolean open, Instant createdAt) {

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
                  fork(node),
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

  private static @Nullable String fork(JsonNode node) {
    return node.path("isCrossRepository").asBoolean(true)
        ? node.path("headRepository").path("nameWithOwner").asString("")
        : null;
  }

  /** A repository that is not forked may be called otherwise here, when it was renamed. */
  private boolean isOf(Branch candidate) {
    boolean same = candidate.head().isSame(candidate.base());
    return candidate.name().equals(branch)
        && (fork == null ? same : candidate.head().isNamed(fork))
        && (open && candidate.adopted() || !candidate.createdAt().isAfter(createdAt));
  }
}
