package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionProblem;
import dev.factoryfactory.session.SessionStatus;
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
      boolean ratchet,
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
          facet.ratchet(),
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
      Instant lastActivityAt) {

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
          summary.lastActivityAt());
    }
  }
}
