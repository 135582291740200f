package dev.factoryfactory.github;

import dev.factoryfactory.github.CheckFailure.Annotation;
import dev.factoryfactory.github.CheckFailure.Attempt;
import dev.factoryfactory.github.CheckFailure.Base;
import dev.factoryfactory.github.CheckFailure.Sibling;
import dev.factoryfactory.github.CheckFailure.Step;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Gathers what GitHub knows of one check: its job and log, and what it can be compared with. */
@Component
class CheckReader {

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");
  private static final int MAX_TEXT = 20_000;
  private static final int MAX_NAME = 500;
  private static final int MAX_ATTEMPT_LOGS = 3;
  private static final int MAX_BASE_CHECKS = 5;
  private static final int MAX_OTHER_RUNS = 3;
  private static final String JOBS = "actions/runs/%d/jobs?filter=all&per_page=100";
  private static final byte[] NOTHING = {};

  private final JobLogs jobs;

  CheckReader(JobLogs jobs) {
    this.jobs = jobs;
  }

  CheckFailure failure(PullRequestUrl url, String checkId) throws GitHubFailure {
    var check = check(url, checkId);
    boolean job = check.path("run_id").isIntegralNumber();
    var ofRun = job ? ofRun(url, check) : List.<JsonNode>of();
    return new CheckFailure(
        checkId,
        name(check),
        Nodes.text(check.path("head_sha"), MAX_NAME),
        outcome(check),
        runner(check),
        job ? steps(check) : null,
        annotations(url, checkId),
        attempts(url, check, job ? withOtherRuns(url, check, ofRun) : ofRun),
        base(url, check),
        siblings(check, ofRun),
        job ? logOf(url, check) : output(check));
  }

  CheckLog log(PullRequestUrl url, String checkId) throws GitHubFailure {
    var check = check(url, checkId);
    boolean job = check.path("run_id").isIntegralNumber();
    var log = job ? logOf(url, check) : output(check);
    if (log.length == 0) {
      throw new GitHubFailure(Kind.NOT_FOUND, "GitHub keeps no log of this check.");
    }
    var steps = job ? steps(check) : null;
    return LogLines.of(checkId, name(check), steps == null ? List.of() : steps, log);
  }

  /** A job of Actions, else what another app says of its check. */
  private JsonNode check(PullRequestUrl url, String checkId) throws GitHubFailure {
    if (!NUMBER.matcher(checkId).matches()) {
      throw new GitHubFailure(Kind.NOT_FOUND, "A check's id is the number that GitHub gave it.");
    }
    try {
      return jobs.get(url, "actions/jobs/" + checkId);
    } catch (GitHubFailure failure) {
      if (failure.kind() == Kind.NOT_FOUND) {
        return jobs.get(url, "check-runs/" + checkId);
      }
      throw failure;
    }
  }

  /** Every attempt of every job of the run; a page has all that a matrix can have of one. */
  private List<JsonNode> ofRun(PullRequestUrl url, JsonNode job) throws GitHubFailure {
    return list(jobs.get(url, JOBS.formatted(job.path("run_id").asLong())).path("jobs"));
  }

  /** A pull request that is closed and opened again has the same workflow run anew on its head. */
  private List<JsonNode> withOtherRuns(PullRequestUrl url, JsonNode job, List<JsonNode> ofRun)
      throws GitHubFailure {
    var all = new ArrayList<>(ofRun);
    try {
      var head = encoded(job.path("head_sha").asString(""));
      var path = "actions/runs?head_sha=%s&per_page=50".formatted(head);
      var runs = list(jobs.get(url, path).path("workflow_runs"));
      var own = runs.stream().filter(run -> run.path("id").equals(job.path("run_id"))).findFirst();
      var others =
          runs.stream()
              .filter(run -> own.isPresent() && isSameWorkflow(run, own.get()))
              .limit(MAX_OTHER_RUNS)
              .toList();
      for (var run : others) {
        var id = run.path("id").asLong();
        all.addAll(list(jobs.get(url, JOBS.formatted(id)).path("jobs")));
      }
      return all;
    } catch (GitHubFailure failure) {
      return ignored(failure, ofRun);
    }
  }

  private static boolean isSameWorkflow(JsonNode run, JsonNode own) {
    return !run.path("id").equals(own.path("id"))
        && run.path("workflow_id").equals(own.path("workflow_id"))
        && run.path("event").equals(own.path("event"));
  }

  private List<Attempt> attempts(PullRequestUrl url, JsonNode check, List<JsonNode> ofRun)
      throws GitHubFailure {
    var before =
        ofRun.stream()
            .filter(other -> name(other).equals(name(check)))
            .filter(other -> !other.path("id").equals(check.path("id")))
            .sorted(Comparator.comparing(other -> other.path("started_at").asString("")))
            .toList();
    var attempts = new ArrayList<Attempt>();
    for (int i = 0; i < before.size(); i++) {
      boolean recent = i >= before.size() - MAX_ATTEMPT_LOGS;
      var job = before.get(i);
      var log =
          recent && isBad(job) ? jobs.find(url, job.path("id").asLong(), completedAt(job)) : null;
      attempts.add(new Attempt(outcome(job), log));
    }
    return List.copyOf(attempts);
  }

  private static List<Sibling> siblings(JsonNode check, List<JsonNode> ofRun) {
    int attempt = check.path("run_attempt").asInt(0);
    return ofRun.stream()
        .filter(other -> other.path("run_attempt").asInt(0) == attempt)
        .filter(other -> !name(other).equals(name(check)))
        .map(other -> new Sibling(name(other), outcome(other)))
        .toList();
  }

  /** The newest run of the same check that ended on the newest commit of the base branch. */
  private @Nullable Base base(PullRequestUrl url, JsonNode check) throws GitHubFailure {
    var found = sameOnBase(url, check);
    if (found.isMissingNode()) {
      return null;
    }
    var log = isBad(found) ? jobs.find(url, found.path("id").asLong(), completedAt(found)) : null;
    return new Base(outcome(found), log == null ? NOTHING : log);
  }

  private JsonNode sameOnBase(PullRequestUrl url, JsonNode check) throws GitHubFailure {
    try {
      var branch = jobs.get(url, "pulls/" + url.number()).path("base").path("ref").asString("");
      var head = jobs.get(url, "git/ref/heads/" + encoded(branch)).path("object").path("sha");
      var path =
          "commits/%s/check-runs?check_name=%s&per_page=%d"
              .formatted(encoded(head.asString("")), encoded(name(check)), MAX_BASE_CHECKS);
      for (var run : list(jobs.get(url, path).path("check_runs"))) {
        if (!Nodes.upper(run.path("status")).equals("COMPLETED")) {
          continue;
        }
        var workflow = check.path("workflow_name").asString("");
        var same = workflow.isEmpty() ? run : check(url, run.path("id").asString(""));
        if (same.path("workflow_name").asString("").equals(workflow)) {
          return same;
        }
      }
      return MissingNode.getInstance();
    } catch (GitHubFailure failure) {
      return ignored(failure, MissingNode.getInstance());
    }
  }

  private List<Annotation> annotations(PullRequestUrl url, String checkId) throws GitHubFailure {
    try {
      return list(jobs.get(url, "check-runs/%s/annotations?per_page=50".formatted(checkId)))
          .stream()
          .map(CheckReader::annotation)
          .toList();
    } catch (GitHubFailure failure) {
      return ignored(failure, List.of());
    }
  }

  /** A token may well read jobs and not checks: what is only beside the point is then unknown. */
  private static <T> T ignored(GitHubFailure failure, T instead) throws GitHubFailure {
    return switch (failure.kind()) {
      case FORBIDDEN, NOT_FOUND, REFUSED, NOT_ALLOWED, CONFLICT -> instead;
      case NO_CREDENTIALS, UNAUTHORIZED, RATE_LIMITED, UNAVAILABLE -> throw failure;
    };
  }

  private static Annotation annotation(JsonNode node) {
    var text = new ArrayList<String>();
    for (var part : List.of("title", "message", "raw_details")) {
      var words = Nodes.text(node.path(part), MAX_TEXT);
      if (!words.isBlank()) {
        text.add(words);
      }
    }
    return new Annotation(
        Nodes.text(node.path("annotation_level"), MAX_NAME), String.join(": ", text));
  }

  private byte[] logOf(PullRequestUrl url, JsonNode job) throws GitHubFailure {
    var log = jobs.find(url, job.path("id").asLong(), completedAt(job));
    return log == null ? NOTHING : log;
  }

  /** What an app that is not Actions wrote in place of a log. */
  private static byte[] output(JsonNode check) {
    var text = new StringBuilder();
    for (var part : List.of("title", "summary", "text")) {
      var words = Nodes.text(check.path("output").path(part), 1 << 20);
      text.append(words.isBlank() ? "" : words + "\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable List<Step> steps(JsonNode job) {
    return job.path("steps").isArray()
        ? list(job.path("steps")).stream()
            .map(
                step ->
                    new Step(
                        step.path("number").asInt(0),
                        name(step),
                        outcome(step),
                        Nodes.instant(step.path("started_at")),
                        Nodes.instant(step.path("completed_at"))))
            .toList()
        : null;
  }

  /** A job that ended without anyone having taken it was never run. */
  private static @Nullable Boolean runner(JsonNode job) {
    if (!job.has("runner_id")) {
      return null;
    }
    return job.path("runner_id").asLong(0) != 0 || !job.path("runner_name").asString("").isBlank();
  }

  private static boolean isBad(JsonNode node) {
    return CheckState.of(outcome(node)).isBad();
  }

  private static String outcome(JsonNode node) {
    var conclusion = Nodes.upper(node.path("conclusion"));
    return conclusion.isEmpty() ? Nodes.upper(node.path("status")) : conclusion;
  }

  private static @Nullable Instant completedAt(JsonNode node) {
    // What still runs has no log yet, and none is waited for.
    return Nodes.upper(node.path("status")).equals("COMPLETED")
        ? Nodes.instant(node.path("completed_at"))
        : Instant.EPOCH;
  }

  private static String name(JsonNode node) {
    return Nodes.label(node.path("name"), MAX_NAME);
  }

  private static List<JsonNode> list(JsonNode array) {
    var list = new ArrayList<JsonNode>();
    array.forEach(list::add);
    return list;
  }

  /** Other people's names must not choose another path. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("..", "%2E%2E");
  }
}
