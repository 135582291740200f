package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** Runs checks again: jobs by their workflow runs, which start once at a time, others by name. */
@Component
class CheckReruns {

  private final GitHubApi api;
  private final PullRequestReader reader;
  private final PullRequestNews news;

  CheckReruns(GitHubApi api, PullRequestReader reader, PullRequestNews news) {
    this.api = api;
    this.reader = reader;
    this.news = news;
  }

  /**
   * @param checkIds which; every failed one when none is named
   */
  void rerun(PullRequestUrl url, List<String> checkIds) throws GitHubFailure {
    var newest = CiRules.newest(reader.readWhole(url).checks());
    var paths = paths(wanted(newest, checkIds), checkIds.size() == 1);
    if (paths.isEmpty()) {
      throw new GitHubFailure(Kind.NOT_ALLOWED, "No check failed that can be run again.");
    }
    try {
      for (var path : paths) {
        api.send(
            url.host(),
            "POST",
            "repos/%s/%s/%s".formatted(url.owner(), url.repository(), path),
            null);
      }
    } finally {
      news.changed(url);
    }
  }

  private static List<Check> wanted(List<Check> newest, List<String> checkIds)
      throws GitHubFailure {
    if (checkIds.isEmpty()) {
      return newest.stream().filter(check -> CheckState.of(check.value()).isBad()).toList();
    }
    var wanted = new ArrayList<Check>();
    for (var id : checkIds) {
      wanted.add(
          newest.stream()
              .filter(check -> String.valueOf(check.id()).equals(id))
              .findFirst()
              .orElseThrow(
                  () ->
                      new GitHubFailure(
                          Kind.NOT_FOUND, "The head of this pull request has no such check.")));
    }
    return wanted;
  }

  private static List<String> paths(List<Check> checks, boolean single) {
    var paths = new LinkedHashSet<String>();
    for (var check : checks) {
      if (check.id() == null) {
        // A status of the older kind can only be set by who set it.
        continue;
      }
      if (!check.isJob()) {
        paths.add("check-runs/%d/rerequest".formatted(check.id()));
      } else if (single) {
        paths.add("actions/jobs/%d/rerun".formatted(check.id()));
      } else {
        paths.add("actions/runs/%d/rerun-failed-jobs".formatted(check.run()));
      }
    }
    return List.copyOf(paths);
  }
}
