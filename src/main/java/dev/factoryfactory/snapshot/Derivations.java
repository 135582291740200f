package dev.factoryfactory.snapshot;

import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionFacet.Summary;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.workspace.SetupState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything in an entry that no domain owns, as pure functions of the facets. The table is in
 * {@code docs/snapshot.md}.
 */
final class Derivations {

  private Derivations() {}

  static ReasonCode reason(WorkspaceFacts facts) {
    return switch (facts.workspace().status()) {
      case ARCHIVING -> ReasonCode.ARCHIVING;
      case ARCHIVED -> ReasonCode.ARCHIVED;
      case NEW, PROVISIONING -> ofRequest(facts).orElse(ReasonCode.SETTING_UP);
      case FAILED -> ofRequest(facts).orElse(ReasonCode.SETUP_FAILED);
      case READY -> ofRequest(facts).orElseGet(() -> ofReady(facts));
    };
  }

  /** Whether an agent is at it, be it that it waits for an answer. */
  static boolean isWorking(WorkspaceFacts facts) {
    return facts.anySession(SessionStatus.WORKING);
  }

  /** The request that was made first among those still open, of all sessions. */
  static Optional<OpenRequest> pendingRequest(WorkspaceFacts facts) {
    var count = (int) requests(facts).count();
    return requests(facts)
        .min(Comparator.comparing(it -> it.request().createdAt()))
        .map(oldest -> OpenRequest.of(oldest.session(), oldest.request(), count));
  }

  static Optional<Instant> lastActivityAt(WorkspaceFacts facts) {
    return facts.sessions().stream().map(Summary::lastActivityAt).max(Comparator.naturalOrder());
  }

  static SidebarState sidebarState(WorkspaceFacts facts) {
    return new SidebarState(
        isWorking(facts) ? SidebarState.Activity.WORKING : SidebarState.Activity.IDLE,
        SidebarState.CiState.NONE);
  }

  private static Optional<ReasonCode> ofRequest(WorkspaceFacts facts) {
    return pendingRequest(facts).map(request -> ofKind(request.kind()));
  }

  private static ReasonCode ofKind(PendingRequest.Kind kind) {
    return switch (kind) {
      case PERMISSION -> ReasonCode.NEEDS_PERMISSION;
      case PLAN_APPROVAL -> ReasonCode.NEEDS_PLAN_APPROVAL;
      case QUESTION -> ReasonCode.NEEDS_ANSWER;
    };
  }

  /**
   * Git calls a branch merged as long as nothing new is on it, also while an agent works on what
   * comes next. So what is alive goes before the merge, a session that failed does not.
   */
  private static ReasonCode ofReady(WorkspaceFacts facts) {
    var starting =
        facts.anySession(SessionStatus.STARTING) || facts.anySession(SessionStatus.WAITING);
    if (facts.isMerged() && !isWorking(facts) && !starting) {
      return ReasonCode.MERGED;
    }
    if (facts.anyFailed()) {
      return ReasonCode.SESSION_ERROR;
    }
    if (facts.workspace().setupState() == SetupState.RUNNING) {
      return ReasonCode.SETTING_UP;
    }
    if (isWorking(facts)) {
      return ReasonCode.AGENT_WORKING;
    }
    return starting ? ReasonCode.STARTING_SESSION : ofIdle(facts);
  }

  private static ReasonCode ofIdle(WorkspaceFacts facts) {
    if (facts.hasConflicts()) {
      return ReasonCode.MERGE_CONFLICT;
    }
    if (facts.hasHadSessions() && facts.hasChanges()) {
      return ReasonCode.READY_FOR_REVIEW;
    }
    return switch (facts.workspace().setupState()) {
      case FAILED, TIMED_OUT -> ReasonCode.SETUP_WARNING;
      case NONE, RUNNING, SUCCEEDED ->
          facts.hasHadSessions() ? ReasonCode.READY_FOR_NEXT_PROMPT : ReasonCode.NO_SESSION_STARTED;
    };
  }

  private static Stream<Asked> requests(WorkspaceFacts facts) {
    return facts.sessions().stream()
        .flatMap(session -> session.pendingRequests().stream().map(it -> new Asked(session, it)));
  }

  private record Asked(Summary session, PendingRequest request) {}
}
