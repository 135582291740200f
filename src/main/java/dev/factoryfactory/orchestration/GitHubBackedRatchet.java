package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.CheckFailure;
import dev.factoryfactory.github.CheckState;
import dev.factoryfactory.github.GitHubFacade;
import dev.factoryfactory.github.MergeMethod;
import dev.factoryfactory.github.PullRequest;
import dev.factoryfactory.github.PullRequestDetails.CheckRun;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetPullRequests;
import dev.factoryfactory.ratchet.evidence.FailureContext;
import dev.factoryfactory.ratchet.evidence.FailureContext.Annotation;
import dev.factoryfactory.ratchet.evidence.FailureContext.Outcome;
import dev.factoryfactory.ratchet.evidence.FailureContext.Sibling;
import dev.factoryfactory.ratchet.evidence.FailureContext.Step;
import dev.factoryfactory.workspace.WorkspaceFacade;
import dev.factoryfactory.workspace.WorkspaceSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Lets the ratchet see and act on pull requests without knowing the module that has them. */
@Component
class GitHubBackedRatchet implements RatchetPullRequests {

  private final GitHubFacade gitHub;
  private final ObjectProvider<WorkspaceFacade> workspaces;

  GitHubBackedRatchet(GitHubFacade gitHub, ObjectProvider<WorkspaceFacade> workspaces) {
    this.gitHub = gitHub;
    this.workspaces = workspaces;
  }

  @Override
  public Optional<Watched> find(WorkspaceId workspace) {
    return gitHub.find(workspace).map(GitHubBackedRatchet::watched);
  }

  @Override
  public Report report(WorkspaceId workspace) {
    var details = gitHub.details(workspace);
    return new Report(
        details.headSha(),
        details.headBranch(),
        details.baseBranch(),
        Ci.valueOf(details.ci().name()),
        Review.valueOf(details.review().name()),
        details.mergeConflict(),
        details.checks().stream()
            .filter(it -> isBad(it.state()))
            .map(GitHubBackedRatchet::failed)
            .toList(),
        ReviewFeedback.of(details),
        details.merge().allowed(),
        details.merge().reason());
  }

  @Override
  public Failure failure(WorkspaceId workspace, String checkId) {
    var known = gitHub.failure(workspace, checkId);
    var base = known.base();
    return new Failure(
        known.log(),
        context(known),
        known.attempts().stream()
            .map(it -> new OtherRun(outcome(it.conclusion()), orEmpty(it.failedLog())))
            .toList(),
        base == null ? null : new OtherRun(outcome(base.conclusion()), base.log()));
  }

  @Override
  public void rerun(WorkspaceId workspace, List<String> checkIds) {
    gitHub.rerunFailed(workspace, checkIds);
  }

  @Override
  public void reply(WorkspaceId workspace, String threadId, String body) {
    gitHub.reply(workspace, threadId, body);
  }

  @Override
  public void merge(WorkspaceId workspace, @Nullable String method, String headSha) {
    var wanted =
        method == null
            ? gitHub.details(workspace).merge().methods().stream()
                .findFirst()
                .orElse(MergeMethod.MERGE)
            : MergeMethod.valueOf(method);
    gitHub.merge(workspace, wanted, headSha);
  }

  @Override
  public void removeBranch(WorkspaceId workspace) {
    // A branch that was there before the workspace may be meant to stay, such as one of a release.
    if (workspaces.getObject().get(workspace).source() == WorkspaceSource.NEW_BRANCH) {
      gitHub.removeBranch(workspace);
    }
  }

  private static Watched watched(PullRequest pullRequest) {
    var facts = pullRequest.facts();
    var changedAt = facts == null ? null : facts.changedAt();
    var problem = pullRequest.problem();
    var why = problem == null ? null : problem.message();
    return facts == null
        ? new Watched(
            pullRequest.url(), pullRequest.number(), null, null, null, null, false, null, null, why)
        : new Watched(
            pullRequest.url(),
            pullRequest.number(),
            State.valueOf(facts.state().name()),
            facts.headSha(),
            Ci.valueOf(facts.ci().name()),
            Review.valueOf(facts.review().name()),
            facts.mergeConflict(),
            changedAt == null ? null : changedAt.toString(),
            facts.observedAt(),
            why);
  }

  private static FailedCheck failed(CheckRun check) {
    var name = check.workflow() == null ? check.name() : check.workflow() + " / " + check.name();
    return new FailedCheck(check.id(), name);
  }

  private static boolean isBad(CheckState state) {
    return switch (state) {
      case FAILED, CANCELLED, ACTION_REQUIRED, TIMED_OUT -> true;
      case QUEUED, RUNNING, PASSED, SKIPPED, NEUTRAL, UNKNOWN -> false;
    };
  }

  private static FailureContext context(CheckFailure known) {
    var steps = known.steps();
    return new FailureContext(
        outcome(known.outcome()),
        known.runner(),
        List.of(),
        null,
        known.siblings().stream()
            .map(it -> new Sibling(it.name(), outcome(it.conclusion())))
            .toList(),
        steps == null ? null : steps.stream().map(GitHubBackedRatchet::step).toList(),
        known.annotations().stream().map(it -> new Annotation(it.level(), it.text())).toList(),
        Set.of());
  }

  private static Step step(CheckFailure.Step step) {
    return new Step(step.name(), outcome(step.conclusion()), step.startedAt(), step.completedAt());
  }

  private static Outcome outcome(String conclusion) {
    return switch (conclusion) {
      case "SUCCESS", "NEUTRAL" -> Outcome.PASSED;
      case "FAILURE", "ERROR", "STARTUP_FAILURE", "ACTION_REQUIRED" -> Outcome.FAILED;
      case "CANCELLED" -> Outcome.CANCELLED;
      case "TIMED_OUT" -> Outcome.TIMED_OUT;
      case "SKIPPED" -> Outcome.SKIPPED;
      default -> Outcome.NONE;
    };
  }

  private static byte[] orEmpty(byte @Nullable [] log) {
    return log == null ? new byte[0] : log;
  }
}
