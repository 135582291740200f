package dev.factoryfactory.snapshot;

import dev.factoryfactory.github.PullRequest;
import dev.factoryfactory.github.PullRequestFacet;
import dev.factoryfactory.ratchet.RatchetFacet;
import dev.factoryfactory.ratchet.RatchetState;
import dev.factoryfactory.runscript.RunScriptFacet;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionFacet.Summary;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.session.Waiting;
import dev.factoryfactory.terminal.TerminalFacet;
import dev.factoryfactory.workspace.GitFacet;
import dev.factoryfactory.workspace.WorkspaceFacet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is known of one workspace: the input of everything that is derived. */
record WorkspaceFacts(
    WorkspaceFacet workspace,
    @Nullable GitFacet git,
    @Nullable PullRequestFacet pullRequest,
    @Nullable SessionFacet session,
    @Nullable RatchetFacet ratchet,
    @Nullable TerminalFacet terminal,
    @Nullable RunScriptFacet runScript) {

  /** What GitHub said of the pull request, if there is one and it was asked. */
  Optional<PullRequest.Facts> gitHubFacts() {
    return linked().map(PullRequest::facts);
  }

  Optional<PullRequest> linked() {
    return Optional.ofNullable(pullRequest).map(PullRequestFacet::pullRequest);
  }

  RatchetState ratchetState() {
    return ratchet == null || !ratchet.enabled() ? RatchetState.IDLE : ratchet.state();
  }

  List<Summary> sessions() {
    return session == null ? List.of() : session.sessions();
  }

  boolean hasHadSessions() {
    return session != null && session.hasHadSessions();
  }

  /** Whether a session ended, or its last turn came to nothing and no other has begun. */
  boolean anyFailed() {
    return sessions().stream()
        .anyMatch(
            session ->
                session.status() == SessionStatus.FAILED
                    || (session.status() == SessionStatus.IDLE && session.problem() != null));
  }

  /** Whether an agent that works has said nothing for too long. */
  boolean anySilent() {
    return sessions().stream().anyMatch(session -> session.silentSince() != null);
  }

  boolean anyWaits(Waiting.Reason reason) {
    return sessions().stream()
        .map(Summary::waiting)
        .anyMatch(waiting -> waiting != null && waiting.reason() == reason);
  }

  boolean anySession(SessionStatus status) {
    return sessions().stream().anyMatch(it -> it.status() == status);
  }

  /** Whether a session works or is about to. */
  boolean isAlive() {
    return anySession(SessionStatus.WORKING)
        || anySession(SessionStatus.STARTING)
        || anySession(SessionStatus.WAITING);
  }

  /**
   * Git calls a branch merged as long as nothing new is on it, also while an agent works on what
   * comes next.
   */
  boolean isMerged() {
    return pullRequestIs(PullRequest.State.MERGED) || (git != null && git.merged());
  }

  boolean hasConflicts() {
    return (git != null && git.conflicts() > 0)
        || (hasOpenPullRequest() && gitHubSays(PullRequest.Facts::mergeConflict));
  }

  boolean hasOpenPullRequest() {
    return pullRequestIs(PullRequest.State.OPEN) || pullRequestIs(PullRequest.State.DRAFT);
  }

  boolean pullRequestIs(PullRequest.State state) {
    return gitHubSays(it -> it.state() == state);
  }

  /** Whether GitHub was asked of a pull request and said this. */
  boolean gitHubSays(Predicate<PullRequest.Facts> what) {
    return gitHubFacts().filter(what).isPresent();
  }

  boolean hasChanges() {
    return git != null && git.files() > 0;
  }
}
