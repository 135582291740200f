package dev.factoryfactory.snapshot;

import dev.factoryfactory.github.PullRequest;
import dev.factoryfactory.github.PullRequest.Ci;
import dev.factoryfactory.github.PullRequest.Review;
import dev.factoryfactory.ratchet.RatchetState;
import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.session.Waiting;
import dev.factoryfactory.workspace.SetupState;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.util.function.Predicate;

/**
 * Why a workspace is where it is: the first row whose condition holds decides. The rows are the
 * table in {@code docs/snapshot.md}, word for word.
 */
enum ReasonRule {
  ARCHIVING("status ARCHIVING", is(WorkspaceStatus.ARCHIVING), ReasonCode.ARCHIVING),
  ARCHIVED("status ARCHIVED", is(WorkspaceStatus.ARCHIVED), ReasonCode.ARCHIVED),
  PERMISSION(
      "the oldest open request asks for permission",
      asks(PendingRequest.Kind.PERMISSION),
      ReasonCode.NEEDS_PERMISSION),
  PLAN(
      "the oldest open request is a plan to approve",
      asks(PendingRequest.Kind.PLAN_APPROVAL),
      ReasonCode.NEEDS_PLAN_APPROVAL),
  QUESTION(
      "the oldest open request is a question",
      asks(PendingRequest.Kind.QUESTION),
      ReasonCode.NEEDS_ANSWER),
  PROVISIONING(
      "status NEW or PROVISIONING",
      is(WorkspaceStatus.NEW).or(is(WorkspaceStatus.PROVISIONING)),
      ReasonCode.SETTING_UP),
  SETUP_FAILED("status FAILED", is(WorkspaceStatus.FAILED), ReasonCode.SETUP_FAILED),
  MERGED(
      "GitHub or git says merged, and no session works or starts",
      facts -> facts.isMerged() && !facts.isAlive(),
      ReasonCode.MERGED),
  PULL_REQUEST_CLOSED(
      "the pull request is CLOSED, and no session works or starts",
      facts -> facts.pullRequestIs(PullRequest.State.CLOSED) && !facts.isAlive(),
      ReasonCode.PR_CLOSED),
  SESSION_FAILED(
      "a session FAILED, or its last turn did",
      WorkspaceFacts::anyFailed,
      ReasonCode.SESSION_ERROR),
  SESSION_SILENT(
      "a session is WORKING and has said nothing for longer than its limit",
      WorkspaceFacts::anySilent,
      ReasonCode.AGENT_SILENT),
  FIXING_CI(
      "the ratchet is FIXING_CI", ratchet(RatchetState.FIXING_CI), ReasonCode.FIXING_CI_FAILURES),
  FIXING_REVIEW(
      "the ratchet is FIXING_REVIEW",
      ratchet(RatchetState.FIXING_REVIEW),
      ReasonCode.FIXING_REVIEW_COMMENTS),
  FIXING_CONFLICT(
      "the ratchet is FIXING_CONFLICT",
      ratchet(RatchetState.FIXING_CONFLICT),
      ReasonCode.FIXING_MERGE_CONFLICT),
  SETUP_AGAIN(
      "the setup script runs again",
      facts -> facts.workspace().setupState() == SetupState.RUNNING,
      ReasonCode.SETTING_UP),
  WORKING(
      "a session is WORKING",
      facts -> facts.anySession(SessionStatus.WORKING),
      ReasonCode.AGENT_WORKING),
  LIMITED(
      "a session waits for the end of a usage limit",
      facts -> facts.anyWaits(Waiting.Reason.PROVIDER_LIMIT),
      ReasonCode.WAITING_FOR_LIMIT),
  IN_LINE(
      "a session waits for a free place or memory",
      facts -> facts.anyWaits(Waiting.Reason.PLACE) || facts.anyWaits(Waiting.Reason.MEMORY),
      ReasonCode.WAITING_FOR_PLACE),
  STARTING(
      "a session is STARTING or WAITING", WorkspaceFacts::isAlive, ReasonCode.STARTING_SESSION),
  STALLED(
      "the ratchet is STALLED, the pull request open",
      facts -> facts.hasOpenPullRequest() && facts.ratchetState() == RatchetState.STALLED,
      ReasonCode.RATCHET_STALLED),
  CONFLICT(
      "files with unresolved conflicts, or a pull request that can't be merged for them",
      WorkspaceFacts::hasConflicts,
      ReasonCode.MERGE_CONFLICT),
  CHECKING(
      "the ratchet is CHECKING, the pull request open",
      facts -> facts.hasOpenPullRequest() && facts.ratchetState() == RatchetState.CHECKING,
      ReasonCode.CHECKING_PR),
  CHECKS_FAILED("open pull request, checks FAILURE", checks(Ci.FAILURE), ReasonCode.CHECKS_FAILED),
  CHECKS_RUNNING(
      "open pull request, checks PENDING or UNKNOWN",
      checks(Ci.PENDING).or(checks(Ci.UNKNOWN)),
      ReasonCode.WAITING_FOR_CI),
  CHANGES_REQUESTED(
      "open pull request, review CHANGES_REQUESTED",
      facts ->
          facts.hasOpenPullRequest()
              && facts.gitHubSays(it -> it.review() == Review.CHANGES_REQUESTED),
      ReasonCode.CHANGES_REQUESTED),
  CHECKS_PASSED(
      "pull request OPEN, checks SUCCESS",
      checks(Ci.SUCCESS).and(facts -> facts.pullRequestIs(PullRequest.State.OPEN)),
      ReasonCode.READY_TO_MERGE),
  TO_REVIEW(
      "an agent was at work and files differ from the base",
      facts -> facts.hasHadSessions() && facts.hasChanges(),
      ReasonCode.READY_FOR_REVIEW),
  SETUP_WARNING(
      "the setup script failed or took too long",
      facts ->
          facts.workspace().setupState() == SetupState.FAILED
              || facts.workspace().setupState() == SetupState.TIMED_OUT,
      ReasonCode.SETUP_WARNING),
  TO_PROMPT(
      "an agent was at work", WorkspaceFacts::hasHadSessions, ReasonCode.READY_FOR_NEXT_PROMPT),
  UNTOUCHED("otherwise", _ -> true, ReasonCode.NO_SESSION_STARTED);

  private final String condition;
  private final Predicate<WorkspaceFacts> holds;
  private final ReasonCode code;

  ReasonRule(String condition, Predicate<WorkspaceFacts> holds, ReasonCode code) {
    this.condition = condition;
    this.holds = holds;
    this.code = code;
  }

  /** The row that decides; the last one always holds. */
  static ReasonRule of(WorkspaceFacts facts) {
    for (var rule : values()) {
      if (rule.holds.test(facts)) {
        return rule;
      }
    }
    throw new IllegalStateException("The last row holds always");
  }

  String condition() {
    return condition;
  }

  ReasonCode code() {
    return code;
  }

  /** Its place in the table, from 1. */
  int number() {
    return ordinal() + 1;
  }

  private static Predicate<WorkspaceFacts> is(WorkspaceStatus status) {
    return facts -> facts.workspace().status() == status;
  }

  private static Predicate<WorkspaceFacts> asks(PendingRequest.Kind kind) {
    return facts ->
        Derivations.pendingRequest(facts).filter(request -> request.kind() == kind).isPresent();
  }

  private static Predicate<WorkspaceFacts> ratchet(RatchetState state) {
    return facts -> facts.ratchetState() == state;
  }

  private static Predicate<WorkspaceFacts> checks(Ci ci) {
    return facts -> facts.hasOpenPullRequest() && facts.gitHubSays(it -> it.ci() == ci);
  }
}
