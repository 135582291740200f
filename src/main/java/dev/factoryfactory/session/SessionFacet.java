package dev.factoryfactory.session;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's agent sessions, as its snapshot entry shows them.
 *
 * @param revision counted in memory per workspace
 * @param sessions oldest first
 * @param hasHadSessions whether an agent was ever prompted in this workspace
 */
public record SessionFacet(
    ProjectId projectId,
    WorkspaceId workspaceId,
    long revision,
    List<Summary> sessions,
    boolean hasHadSessions)
    implements Facet {

  public SessionFacet {
    sessions = List.copyOf(sessions);
  }

  /**
   * One session.
   *
   * @param activity what a working agent does now
   * @param plan how far its plan is, if it has one
   * @param problem why it failed
   * @param pendingRequests oldest first
   * @param queued messages not sent yet
   * @param silentSince since when a working agent says nothing, once that is too long
   * @param waiting why it does not get on
   * @param resources what its process takes, as far as that changed since
   */
  public record Summary(
      SessionId sessionId,
      String agent,
      String agentTitle,
      @Nullable String title,
      SessionStatus status,
      @Nullable Activity activity,
      @Nullable PlanProgress plan,
      @Nullable SessionProblem problem,
      List<PendingRequest> pendingRequests,
      int queued,
      Instant lastActivityAt,
      @Nullable Instant silentSince,
      @Nullable Waiting waiting,
      @Nullable ResourceUse resources) {

    public Summary {
      pendingRequests = List.copyOf(pendingRequests);
    }

    /** One of which nothing else is to be told. */
    public Summary(
        SessionId sessionId,
        String agent,
        String agentTitle,
        @Nullable String title,
        SessionStatus status,
        @Nullable Activity activity,
        @Nullable PlanProgress plan,
        @Nullable SessionProblem problem,
        List<PendingRequest> pendingRequests,
        int queued,
        Instant lastActivityAt) {
      this(
          sessionId,
          agent,
          agentTitle,
          title,
          status,
          activity,
          plan,
          problem,
          pendingRequests,
          queued,
          lastActivityAt,
          null,
          null,
          null);
    }

    /** The same with another measurement. */
    Summary using(@Nullable ResourceUse measured) {
      return new Summary(
          sessionId,
          agent,
          agentTitle,
          title,
          status,
          activity,
          plan,
          problem,
          pendingRequests,
          queued,
          lastActivityAt,
          silentSince,
          waiting,
          measured);
    }
  }

  /**
   * What a working agent does.
   *
   * @param kind the tool call's kind, {@code think} or {@code message}
   * @param label in our words around names from the tool call, such as {@code Editing README.md}
   */
  public record Activity(String kind, String label) {}

  /** Ticked and all steps of a plan. */
  public record PlanProgress(int done, int total) {}
}
