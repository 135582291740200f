package dev.factoryfactory.demo.github;

import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import dev.factoryfactory.demo.github.LocalRest.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers REST questions about checks: jobs, their logs, annotations, and running them again. */
final class LocalRestChecks {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Answer MISSING = Answer.refused(404, "Not Found");

  private final LocalRepository repository;
  private final String logs;

  LocalRestChecks(LocalRepository repository, String logs) {
    this.repository = repository;
    this.logs = logs;
  }

  Answer answer(String method, String[] steps, Map<String, String> query) throws IOException {
    return switch (String.join("/", steps).replaceAll("\\d{3,}", "N")) {
      case "actions/jobs/N" -> one(repository.job(number(steps[2])), true);
      case "check-runs/N" -> one(repository.job(number(steps[1])), false);
      case "actions/jobs/N/logs" -> log(number(steps[2]));
      case "actions/jobs/N/rerun" -> rerun(check -> check.id() == number(steps[2]));
      case "actions/runs/N/rerun-failed-jobs" ->
          rerun(check -> check.run() == number(steps[2]) && !good(check));
      case "actions/runs" -> runs(query.getOrDefault("head_sha", ""));
      case "actions/runs/N/jobs" -> jobs(number(steps[2]), query);
      case "check-runs/N/annotations" -> annotations(number(steps[1]));
      case "check-runs/N/rerequest" -> rerun(check -> check.id() == number(steps[1]));
      default ->
          steps[0].equals("commits") && steps[steps.length - 1].equals("check-runs")
              ? ofCommit(steps, query)
              : MISSING;
    };
  }

  /** A check of another app is no job, and says all it has to say as its output. */
  private Answer one(@Nullable LocalCheck check, boolean job) {
    return check == null || job && check.run() == 0 ? MISSING : Answer.of(200, job(check));
  }

  private Answer log(long id) {
    var job = repository.job(id);
    return job == null || job.log().isEmpty() ? MISSING : Answer.leads(logs + id);
  }

  private Answer rerun(Predicate<LocalCheck> fits) {
    return repository.checks().rerun(fits)
        ? Answer.of(201, JSON.createObjectNode())
        : Answer.refused(403, "This workflow run cannot be retried");
  }

  private static boolean good(LocalCheck check) {
    return "SUCCESS".equals(check.conclusion()) || "SKIPPED".equals(check.conclusion());
  }

  private Answer runs(String head) {
    var node = JSON.createObjectNode();
    var array = node.putArray("workflow_runs");
    repository.checks().allOf(head).stream()
        .filter(check -> check.run() != 0)
        .collect(Collectors.toMap(LocalCheck::run, LocalCheck::workflow, (one, _) -> one))
        .forEach(
            (run, workflow) ->
                array
                    .addObject()
                    .put("id", run)
                    .put("workflow_id", workflow.hashCode())
                    .put("name", workflow)
                    .put("event", "push"));
    return Answer.of(200, node);
  }

  private Answer jobs(long run, Map<String, String> query) {
    var all = repository.checks().ofRun(run);
    int newest = all.stream().mapToInt(LocalCheck::attempt).max().orElse(0);
    boolean every = "all".equals(query.get("filter"));
    return list("jobs", all.stream().filter(check -> every || check.attempt() == newest).toList());
  }

  private Answer annotations(long id) {
    var check = repository.job(id);
    if (check == null) {
      return MISSING;
    }
    var list = JSON.createArrayNode();
    for (var annotation : check.annotations()) {
      list.addObject()
          .put("annotation_level", annotation.level())
          .put("title", annotation.title())
          .put("message", annotation.message());
    }
    return Answer.of(200, list);
  }

  private Answer ofCommit(String[] steps, Map<String, String> query) throws IOException {
    var ref = String.join("/", List.of(steps).subList(1, steps.length - 1));
    var sha = repository.head(ref).isEmpty() ? ref : repository.head(ref);
    var wanted = query.get("check_name");
    return list(
        "check_runs",
        repository.checksOf(sha).stream()
            .filter(check -> wanted == null || wanted.equals(check.name()))
            .toList());
  }

  private Answer list(String name, List<LocalCheck> checks) {
    var node = JSON.createObjectNode().put("total_count", checks.size());
    var array = node.putArray(name);
    checks.forEach(check -> array.add(job(check)));
    return Answer.of(200, node);
  }

  private ObjectNode job(LocalCheck check) {
    var node = JSON.createObjectNode();
    if (check.run() == 0) {
      node.putObject("output").put("title", check.name()).put("summary", check.log());
    } else {
      node.put("run_id", check.run());
    }
    node.put("id", check.id())
        .put("run_attempt", check.attempt())
        .put("name", check.name())
        .put("workflow_name", check.workflow())
        .put("head_sha", repository.checks().headOf(check.id()))
        .put("status", check.status().toLowerCase(Locale.ROOT))
        .put("conclusion", lower(check.conclusion()))
        .put("started_at", text(check.startedAt()))
        .put("completed_at", text(check.completedAt()))
        .put("runner_id", 1)
        .put("runner_name", "GitHub Actions 1");
    node.putObject("app").put("slug", "github-actions");
    var steps = node.putArray("steps");
    for (int i = 0; i < check.steps().size(); i++) {
      var step = check.steps().get(i);
      steps
          .addObject()
          .put("number", i + 1)
          .put("name", step.name())
          .put("status", "completed")
          .put("conclusion", step.conclusion())
          .put("started_at", step.startedAt().toString())
          .put("completed_at", step.completedAt().toString());
    }
    return node;
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }
}
