package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Opens the pull request of a workspace. */
@Component
class PullRequestCreation {

  private final GitHubWorkspaces workspaces;
  private final Hosts hosts;
  private final GitHubApi api;

  PullRequestCreation(GitHubWorkspaces workspaces, Hosts hosts, GitHubApi api) {
    this.workspaces = workspaces;
    this.hosts = hosts;
    this.api = api;
  }

  /**
   * GitHub closes the issue with the pull request when its text says so; of a text that is too long
   * for that line as well the end is cut off.
   */
  static String closing(Optional<Integer> issue, String body) {
    var closes = issue.map("Closes #%d"::formatted).orElse("");
    if (closes.isEmpty() || Pattern.compile(closes + "(?!\\d)").matcher(body).find()) {
      return body;
    }
    var end = body.isBlank() ? closes : "\n\n" + closes;
    int room = Wishes.MAX_TEXT - end.length();
    return body.isBlank() ? closes : cut(body, room) + end;
  }

  private static String cut(String body, int room) {
    if (body.length() <= room) {
      return body;
    }
    int at = room - 1;
    return body.substring(0, Character.isHighSurrogate(body.charAt(at - 1)) ? at - 1 : at) + "…";
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
    var into = outgoing.base();
    boolean fork = !into.isSame(outgoing.head());
    hosts.require(into.host());
    var base =
        wanted.base() == null || wanted.base().isBlank() ? outgoing.baseBranch() : wanted.base();
    if (base == null || base.equals(outgoing.branch()) && !fork) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "Name another branch to merge into, as base.");
    }
    if (outgoing.commits() == 0) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "There is no commit to merge yet. Commit something first.");
    }
    workspaces.push(workspace);
    var request = new HashMap<String, Object>();
    request.put("title", title);
    request.put(
        "head", fork ? outgoing.head().owner() + ":" + outgoing.branch() : outgoing.branch());
    request.put("base", base);
    request.put("body", body);
    request.put("draft", Boolean.TRUE.equals(wanted.draft()));
    if (fork && into.owner().equalsIgnoreCase(outgoing.head().owner())) {
      // Of two repositories of one owner the name alone does not say which is meant.
      request.put("head_repo", outgoing.head().name());
    }
    var opened =
        api.send(
            into.host(), "POST", "repos/%s/%s/pulls".formatted(into.owner(), into.name()), request);
    int number = opened.path("number").asInt(0);
    if (number < 1) {
      throw new GitHubFailure(Kind.UNAVAILABLE, "GitHub did not say which pull request it opened.");
    }
    return new PullRequestUrl(into.host(), into.owner(), into.name(), number);
  }
}
