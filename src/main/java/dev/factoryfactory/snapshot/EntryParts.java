package dev.factoryfactory.snapshot;

import dev.factoryfactory.github.PullRequest;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.ratchet.RatchetFacet;
import dev.factoryfactory.ratchet.RatchetState;
import dev.factoryfactory.runscript.RunScriptFacet;
import dev.factoryfactory.runscript.RunScriptProblem;
import dev.factoryfactory.runscript.RunScriptStatus;
import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.ResourceUse;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionProblem;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.session.Waiting;
import dev.factoryfactory.terminal.TerminalFacet;
import dev.factoryfactory.workspace.GitFacet;
import dev.factoryfactory.workspace.SetupState;
import dev.factoryfactory.workspace.WorkspaceFacet;
import dev.factoryfactory.workspace.WorkspaceProblem;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of an entry that show a facet as it is. */
final class EntryParts {

  private EntryParts() {}

  /** The workspace's own part. */
  record OfWorkspace(
      String name,
      WorkspaceStatus status,
      @Nullable String branch,
      @Nullable String baseBranch,
      @Nullable String worktreePath,
      @Nullable String agent,
      SetupState setupState,
      @Nullable WorkspaceProblem error,
      @Nullable Instant archivedAt) {

    static OfWorkspace of(WorkspaceFacet facet) {
      return new OfWorkspace(
          facet.name(),
          facet.status(),
          facet.branch(),
          facet.baseBranch(),
          facet.worktreePath(),
          facet.agent(),
          facet.setupState(),
          facet.problem(),
          facet.archivedAt());
    }
  }

  /** What git says. */
  record OfGit(
      @Nullable String branch,
      @Nullable String head,
      int ahead,
      int behind,
      int files,
      int additions,
      int deletions,
      int uncommitted,
      int conflicts,
      boolean hasUpstream,
      int aheadOfUpstream,
      int behindUpstream,
      boolean merged,
      Instant computedAt,
      @Nullable String problem) {

    static OfGit of(GitFacet facet) {
      return new OfGit(
          facet.branch(),
          facet.head(),
          facet.ahead(),
          facet.behind(),
          facet.files(),
          facet.additions(),
          facet.deletions(),
          facet.uncommitted(),
          facet.conflicts(),
          facet.hasUpstream(),
          facet.aheadOfUpstream(),
          facet.behindUpstream(),
          facet.merged(),
          facet.computedAt(),
          facet.problem());
    }

    OfGit timeless() {
      return new OfGit(
          branch,
          head,
          ahead,
          behind,
          files,
          additions,
          deletions,
          uncommitted,
          conflicts,
          hasUpstream,
          aheadOfUpstream,
          behindUpstream,
          merged,
          Instant.EPOCH,
          problem);
    }
  }

  /** The pull request; what GitHub said of it is null until it was asked. */
  record OfPullRequest(
      String url,
      int number,
      @Nullable String title,
      PullRequest.@Nullable State state,
      @Nullable String headSha,
      PullRequest.@Nullable Ci ci,
      PullRequest.@Nullable Review review,
      @Nullable Boolean mergeConflict,
      @Nullable Instant observedAt,
      PullRequest.@Nullable Problem problem) {

    static OfPullRequest of(PullRequest linked) {
      var facts = linked.facts();
      return facts == null
          ? new OfPullRequest(
              linked.url(),
              linked.number(),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              linked.problem())
          : new OfPullRequest(
              linked.url(),
              linked.number(),
              facts.title(),
              facts.state(),
              facts.headSha(),
              facts.ci(),
              facts.review(),
              facts.mergeConflict(),
              facts.observedAt(),
              linked.problem());
    }

    OfPullRequest timeless() {
      return new OfPullRequest(
          url, number, title, state, headSha, ci, review, mergeConflict, null, problem);
    }
  }

  /** The agents at work. */
  record OfSessions(List<OfSession> sessions, boolean hasHadSessions) {

    static OfSessions of(SessionFacet facet) {
      return new OfSessions(
          facet.sessions().stream().map(OfSession::of).toList(), facet.hasHadSessions());
    }
  }

  /** One of them. */
  record OfSession(
      SessionId sessionId,
      String agent,
      String agentTitle,
      @Nullable String title,
      SessionStatus status,
      SessionFacet.@Nullable Activity activity,
      SessionFacet.@Nullable PlanProgress plan,
      @Nullable SessionProblem error,
      List<PendingRequest> pendingRequests,
      int queued,
      Instant lastActivityAt,
      @Nullable Instant silentSince,
      @Nullable Waiting waiting,
      @Nullable ResourceUse resources) {

    static OfSession of(SessionFacet.Summary summary) {
      return new OfSession(
          summary.sessionId(),
          summary.agent(),
          summary.agentTitle(),
          summary.title(),
          summary.status(),
          summary.activity(),
          summary.plan(),
          summary.problem(),
          summary.pendingRequests(),
          summary.queued(),
          summary.lastActivityAt(),
          summary.silentSince(),
          summary.waiting(),
          summary.resources());
    }
  }

  /** Automatic fixes. */
  record OfRatchet(
      boolean enabled,
      RatchetState state,
      @Nullable String reason,
      @Nullable Integer attempt,
      @Nullable Integer attempts) {

    static OfRatchet of(RatchetFacet facet) {
      return new OfRatchet(
          facet.enabled(), facet.state(), facet.reason(), facet.attempt(), facet.attempts());
    }
  }

  /** The open terminals. */
  record OfTerminals(List<TerminalFacet.Summary> terminals) {

    static OfTerminals of(TerminalFacet facet) {
      return new OfTerminals(facet.terminals());
    }
  }

  /** The dev server. */
  record OfRunScript(
      RunScriptStatus status,
      @Nullable Integer port,
      @Nullable Integer detectedPort,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Integer exitCode,
      @Nullable RunScriptProblem problem) {

    static OfRunScript of(RunScriptFacet facet) {
      return new OfRunScript(
          facet.status(),
          facet.port(),
          facet.detectedPort(),
          facet.startedAt(),
          facet.endedAt(),
          facet.exitCode(),
          facet.problem());
    }
  }
}
