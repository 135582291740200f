package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Opens the pull request of a workspace. */
@Component
class PullRequestCreation {

  private final GitHubWorkspaces workspaces;
  private final GitHubApi api;

  PullRequestCreation(GitHubWorkspaces workspaces, GitHubApi api) {
    this.workspaces = workspaces;
    this.api = api;
  }

  /** GitHub closes the issue with the pull request when its text says so. */
  static String closing(Optional<Integer> issue, String body) {
    var closes = issue.map("Closes #%d"::formatted).orElse("");
    return closes.isEmpty() || Pattern.compile(closes + "(?!\\d)").matcher(body).find()
        ? body
        : body.isBlank() ? closes : body + "\n\n" + closes;
  }

  /**
   * Pushes the branch and opens a pull request for it.
   *
   * @return where it is
   */
  PullRequestUrl create(WorkspaceId workspace, NewPullRequest wanted) throws GitHubFailure {
    var title = Wishes.title(wanted.title());
    var body = closing(workspaces.issueOf(workspace), Wishes.bounded(wanted.body()));
    var outgoing = workspaces.outgoing(workspace);
    var base = wanted.base() == null || wanted.base().isBlank() ? outgoing.base() : wanted.base();
    if (base == null || base.equals(outgoing.branch())) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "Name another branch to merge into, as base.");
    }
    if (outgoing.commits() == 0) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "There is no commit to merge yet. Commit something first.");
    }
    workspaces.push(workspace);
    var opened =
        api.send(
            outgoing.host(),
            "POST",
            "repos/%s/%s/pulls".formatted(outgoing.owner(), outgoing.repository()),
            Map.of(
                "title",
                title,
                "head",
                outgoing.branch(),
                "base",
                base,
                "body",
                body,
                "draft",
                Boolean.TRUE.equals(wanted.draft())));
    int number = opened.path("number").asInt(0);
    if (number < 1) {
      throw new GitHubFailure(Kind.UNAVAILABLE, "GitHub did not say which pull request it opened.");
    }
    return new PullRequestUrl(outgoing.host(), outgoing.owner(), outgoing.repository(), number);
  }
}
