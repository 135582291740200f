package dev.factoryfactory.snapshot;

import dev.factoryfactory.github.PullRequest;
import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionFacet.Summary;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.snapshot.SidebarState.CiState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an entry says beside its {@link ReasonRule}, as pure functions of the facets. The tables are
 * in {@code docs/snapshot.md}.
 */
final class Derivations {

  private Derivations() {}

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

  /** What is known of the pull request's checks. */
  static CiObservation ciObservation(WorkspaceFacts facts) {
    if (facts.linked().isEmpty()) {
      return CiObservation.NO_PULL_REQUEST;
    }
    return facts
        .gitHubFacts()
        .map(
            it ->
                switch (it.ci()) {
                  case UNKNOWN -> CiObservation.CHECKS_UNKNOWN;
                  case PENDING -> CiObservation.CHECKS_PENDING;
                  case SUCCESS -> CiObservation.CHECKS_PASSED;
                  case FAILURE -> CiObservation.CHECKS_FAILED;
                })
        .orElse(CiObservation.NOT_FETCHED);
  }

  static SidebarState sidebarState(WorkspaceFacts facts) {
    return new SidebarState(
        isWorking(facts) ? SidebarState.Activity.WORKING : SidebarState.Activity.IDLE,
        ciState(facts));
  }

  private static CiState ciState(WorkspaceFacts facts) {
    if (facts.pullRequestIs(PullRequest.State.MERGED)) {
      return CiState.MERGED;
    }
    if (facts.pullRequestIs(PullRequest.State.CLOSED)) {
      return CiState.CLOSED;
    }
    if (facts.gitHubSays(PullRequest.Facts::mergeConflict)) {
      return CiState.CONFLICT;
    }
    return switch (ciObservation(facts)) {
      case NO_PULL_REQUEST -> CiState.NONE;
      case NOT_FETCHED, CHECKS_UNKNOWN -> CiState.UNKNOWN;
      case CHECKS_PENDING -> CiState.RUNNING;
      case CHECKS_FAILED -> CiState.FAILING;
      case CHECKS_PASSED -> CiState.PASSING;
    };
  }

  private static Stream<Asked> requests(WorkspaceFacts facts) {
    return facts.sessions().stream()
        .flatMap(session -> session.pendingRequests().stream().map(it -> new Asked(session, it)));
  }

  private record Asked(Summary session, PendingRequest request) {}
}
