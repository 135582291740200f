package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/**
 * Changes pull requests on GitHub. What changes a head or merges one names the head that it means,
 * so that nothing happens to commits that nobody looked at.
 */
@Component
class PullRequestActions {

  private final GitHubApi api;
  private final PullRequestNews news;

  PullRequestActions(GitHubApi api, PullRequestNews news) {
    this.api = api;
    this.news = news;
  }

  void setDraft(PullRequestUrl url, boolean draft) throws GitHubFailure {
    var query = draft ? PullRequestMutations.DRAFT : PullRequestMutations.READY;
    mutate(url, query, Map.of("id", id(pull(url))));
  }

  void requestReview(PullRequestUrl url, List<String> logins) throws GitHubFailure {
    var reviewers = Wishes.logins(logins);
    send(url, "POST", "pulls/%d/requested_reviewers", Map.of("reviewers", reviewers));
  }

  void comment(PullRequestUrl url, NewComment wanted) throws GitHubFailure {
    var body = Wishes.text(wanted.body());
    var path = wanted.path();
    var line = wanted.line();
    if (path == null && line == null) {
      send(url, "POST", "issues/%d/comments", Map.of("body", body));
      return;
    }
    Wishes.requirePlace(wanted);
    var side = wanted.side() == null ? PullRequestDetails.Side.RIGHT : wanted.side();
    var request = new HashMap<String, @Nullable Object>();
    request.put("body", body);
    request.put("commit_id", head(pull(url)));
    request.put("path", path);
    request.put("line", line);
    request.put("side", side.name());
    if (wanted.startLine() != null && !wanted.startLine().equals(line)) {
      request.put("start_line", wanted.startLine());
      request.put("start_side", side.name());
    }
    send(url, "POST", "pulls/%d/comments", request);
  }

  void reply(PullRequestUrl url, String threadId, String body) throws GitHubFailure {
    var text = Wishes.text(body);
    requireThread(url, threadId);
    mutate(url, PullRequestMutations.REPLY, Map.of("id", threadId, "body", text));
  }

  void resolve(PullRequestUrl url, String threadId, boolean resolved) throws GitHubFailure {
    requireThread(url, threadId);
    var query = resolved ? PullRequestMutations.RESOLVE : PullRequestMutations.UNRESOLVE;
    mutate(url, query, Map.of("id", threadId));
  }

  void updateBranch(PullRequestUrl url) throws GitHubFailure {
    var wanted = Map.of("expected_head_sha", head(pull(url)));
    send(url, "PUT", "pulls/%d/update-branch", wanted);
  }

  void merge(PullRequestUrl url, MergeMethod method, String headSha) throws GitHubFailure {
    var wanted =
        Map.of(
            "sha", Wishes.commit(headSha), "merge_method", method.name().toLowerCase(Locale.ROOT));
    send(url, "PUT", "pulls/%d/merge", wanted);
  }

  /**
   * Removes the branch of a merged pull request, if it is this repository's and still at the head
   * that was merged.
   */
  void removeBranch(PullRequestUrl url) throws GitHubFailure {
    var pull = pull(url);
    var head = pull.path("head");
    var owner = head.path("repo").path("full_name").asString("");
    var branch = head.path("ref").asString("");
    var place = "repos/%s/%s/git/".formatted(url.owner(), url.repository());
    if (!pull.path("merged").asBoolean(false)
        || branch.isEmpty()
        || !owner.equalsIgnoreCase(url.owner() + "/" + url.repository())) {
      return;
    }
    var path = UriUtils.encodePath(branch, StandardCharsets.UTF_8);
    try {
      var now = api.get(url.host(), place + "ref/heads/" + path).path("object").path("sha");
      if (now.asString("").equals(head(pull))) {
        api.send(url.host(), "DELETE", place + "refs/heads/" + path, null);
      }
    } catch (GitHubFailure failure) {
      // Many repositories remove it by themselves.
      if (failure.kind() != Kind.NOT_FOUND) {
        throw failure;
      }
    }
  }

  void enableAutoMerge(PullRequestUrl url, @Nullable MergeMethod method) throws GitHubFailure {
    var pull = pull(url);
    var chosen = method == null ? firstAllowed(url) : method;
    mutate(
        url,
        PullRequestMutations.AUTO_MERGE,
        Map.of("id", id(pull), "method", chosen.name(), "head", head(pull)));
  }

  void disableAutoMerge(PullRequestUrl url) throws GitHubFailure {
    mutate(url, PullRequestMutations.NO_AUTO_MERGE, Map.of("id", id(pull(url))));
  }

  private MergeMethod firstAllowed(PullRequestUrl url) throws GitHubFailure {
    var repository = api.get(url.host(), "repos/%s/%s".formatted(url.owner(), url.repository()));
    if (repository.path("allow_squash_merge").asBoolean(false)) {
      return MergeMethod.SQUASH;
    }
    return repository.path("allow_rebase_merge").asBoolean(false)
            && !repository.path("allow_merge_commit").asBoolean(true)
        ? MergeMethod.REBASE
        : MergeMethod.MERGE;
  }

  private void requireThread(PullRequestUrl url, String threadId) throws GitHubFailure {
    var owner =
        api.query(url.host(), PullRequestMutations.THREAD, Map.of("id", threadId))
            .path("node")
            .path("pullRequest");
    var name = owner.path("repository").path("nameWithOwner").asString("");
    if (owner.path("number").asInt(0) != url.number()
        || !name.equalsIgnoreCase(url.owner() + "/" + url.repository())) {
      throw new GitHubFailure(Kind.NOT_FOUND, "This pull request has no such thread.");
    }
  }

  private JsonNode pull(PullRequestUrl url) throws GitHubFailure {
    return api.get(
        url.host(), "repos/%s/%s/pulls/%d".formatted(url.owner(), url.repository(), url.number()));
  }

  private static String id(JsonNode pull) throws GitHubFailure {
    return required(pull.path("node_id"));
  }

  private static String head(JsonNode pull) throws GitHubFailure {
    return required(pull.path("head").path("sha"));
  }

  private static String required(JsonNode node) throws GitHubFailure {
    var text = node.asString("");
    if (text.isEmpty()) {
      throw new GitHubFailure(Kind.UNAVAILABLE, "GitHub's answer lacks what was asked for.");
    }
    return text;
  }

  /**
   * @param path in the repository, with a place for the number
   */
  private void send(PullRequestUrl url, String method, String path, Object body)
      throws GitHubFailure {
    var place = "repos/%s/%s/".formatted(url.owner(), url.repository());
    try {
      api.send(url.host(), method, place + path.formatted(url.number()), body);
    } catch (GitHubFailure failure) {
      throw Wishes.plain(failure);
    } finally {
      news.changed(url);
    }
  }

  private void mutate(PullRequestUrl url, String query, Map<String, Object> variables)
      throws GitHubFailure {
    try {
      api.mutate(url.host(), query, variables);
    } catch (GitHubFailure failure) {
      throw Wishes.plain(failure);
    } finally {
      news.changed(url);
    }
  }
}
