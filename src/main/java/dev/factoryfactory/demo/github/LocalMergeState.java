package dev.factoryfactory.demo.github;

import dev.factoryfactory.demo.github.LocalRepository.LocalPullRequest;
import java.io.IOException;

/** Whether a pull request can be merged, in GitHub's words. */
final class LocalMergeState {

  private LocalMergeState() {}

  static String of(LocalRepository repository, LocalPullRequest pullRequest) throws IOException {
    var head = repository.head(pullRequest.branch());
    if (pullRequest.conflict()
        || repository.tree().conflicts(repository.head(pullRequest.base()), head)) {
      return "DIRTY";
    }
    var known = repository.checksOf(head);
    boolean satisfied =
        repository.rules().requiredChecks().stream()
            .allMatch(
                wanted ->
                    known.stream()
                        .anyMatch(
                            check ->
                                check.name().equals(wanted)
                                    && "SUCCESS".equals(check.conclusion())));
    boolean reviewed =
        !repository.rules().reviewRequired() || "APPROVED".equals(repository.decision(pullRequest));
    if (!satisfied || !reviewed || pullRequest.draft()) {
      return "BLOCKED";
    }
    return known.stream().allMatch(check -> "SUCCESS".equals(check.conclusion()))
        ? "CLEAN"
        : "UNSTABLE";
  }
}
