package dev.factoryfactory.github;

import dev.factoryfactory.github.PullRequestReader.Seen;
import dev.factoryfactory.github.PullRequestReader.Whole;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads what Actions did for a head, and its statuses, where checks may not be read: fine-grained
 * tokens have no permission for those at all.
 */
@Component
class ActionsChecks {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final int MAX_NAME = 300;
  private static final int MAX_RUNS = 10;

  private final JobLogs rest;

  ActionsChecks(JobLogs rest) {
    this.rest = rest;
  }

  /** What is missing, as far as this token may read it; the same where nothing is. */
  Whole complete(PullRequestUrl url, Whole whole) throws GitHubFailure {
    var head = whole.reading().headSha();
    if (whole.seen() != Seen.NONE || !COMMIT.matcher(head).matches()) {
      return whole;
    }
    try {
      var checks = new ArrayList<Check>();
      for (var run : newestRuns(url, head)) {
        checks.addAll(checks(url, run));
      }
      checks.addAll(statuses(url, head));
      return new Whole(whole.reading(), List.copyOf(checks), whole.required(), Seen.SOME);
    } catch (GitHubFailure failure) {
      if (isDenied(failure)) {
        return whole;
      }
      throw failure;
    }
  }

  private static boolean isDenied(GitHubFailure failure) {
    return failure.kind() == Kind.FORBIDDEN || failure.kind() == Kind.NOT_FOUND;
  }

  /** The list is newest first; an older run of a workflow by the same event was replaced. */
  private List<JsonNode> newestRuns(PullRequestUrl url, String head) throws GitHubFailure {
    var seen = new HashSet<String>();
    return rest.get(url, "actions/runs?head_sha=%s&per_page=100".formatted(head))
        .path("workflow_runs")
        .valueStream()
        .filter(run -> run.path("id").isIntegralNumber())
        .filter(run -> seen.add(run.path("workflow_id") + "/" + run.path("event").asString("")))
        .limit(MAX_RUNS)
        .toList();
  }

  private List<Check> checks(PullRequestUrl url, JsonNode run) throws GitHubFailure {
    long id = run.path("id").asLong();
    var jobs = rest.get(url, "actions/runs/%d/jobs?per_page=100".formatted(id)).path("jobs");
    var origin =
        "github-actions/%s/%s"
            .formatted(Nodes.label(run.path("name"), MAX_NAME), run.path("event").asString(""));
    // One that waits for somebody's approval has no job yet, and is not nothing.
    return jobs.isEmpty()
        ? List.of(check(run, null, id, origin))
        : jobs.valueStream()
            .map(job -> check(job, Nodes.number(job.path("id")), id, origin))
            .toList();
  }

  private static Check check(JsonNode node, @Nullable Long id, long run, String origin) {
    var status = Nodes.upper(node.path("status"));
    var conclusion = Nodes.upper(node.path("conclusion"));
    return new Check(
        id,
        Nodes.label(node.path("name"), MAX_NAME),
        status.equals("COMPLETED") && !conclusion.isEmpty() ? conclusion : status,
        Nodes.link(node.path("html_url")),
        origin,
        run,
        Nodes.instant(node.path("started_at")),
        Nodes.instant(node.path("completed_at")));
  }

  private List<Check> statuses(PullRequestUrl url, String head) throws GitHubFailure {
    try {
      return rest.get(url, "commits/%s/status?per_page=100".formatted(head))
          .path("statuses")
          .valueStream()
          .map(ActionsChecks::status)
          .toList();
    } catch (GitHubFailure failure) {
      if (isDenied(failure)) {
        return List.of();
      }
      throw failure;
    }
  }

  private static Check status(JsonNode node) {
    return new Check(
        null,
        Nodes.label(node.path("context"), MAX_NAME),
        Nodes.upper(node.path("state")),
        Nodes.link(node.path("target_url")),
        "status",
        null,
        Nodes.instant(node.path("created_at")),
        null);
  }
}
