package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.session.MessageRepository.QueueLength;
import dev.factoryfactory.session.SessionFacet.Activity;
import dev.factoryfactory.session.SessionFacet.PlanProgress;
import dev.factoryfactory.session.SessionFacet.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what facets show of sessions, for one of them or a whole project. */
@Component
class SessionSummaries {

  private final SessionRepository sessions;
  private final MessageRepository messages;
  private final RequestRepository requests;

  SessionSummaries(
      SessionRepository sessions, MessageRepository messages, RequestRepository requests) {
    this.sessions = sessions;
    this.messages = messages;
    this.requests = requests;
  }

  /** A workspace's sessions as stored. */
  record Stored(List<Summary> sessions, boolean prompted) {}

  Summary of(StoredSession session) {
    var id = session.id().value();
    var open = requests.findOpen(id).stream().map(StoredRequest::detail).toList();
    return summary(session, open, messages.countQueued(id));
  }

  /** With three queries, however many sessions there are. */
  Map<WorkspaceId, Stored> ofProject(ProjectId project) {
    var open = new HashMap<UUID, List<PendingRequest>>();
    for (var request : requests.findOpenOfProject(project.value())) {
      open.computeIfAbsent(request.sessionId(), _ -> new ArrayList<>()).add(request.detail());
    }
    var queued = new HashMap<UUID, Integer>();
    for (QueueLength waiting : messages.countQueuedOfProject(project.value())) {
      queued.put(waiting.getSessionId(), waiting.getQueued());
    }
    var byWorkspace = new LinkedHashMap<WorkspaceId, Stored>();
    for (var session : sessions.findAllByProject(project.value())) {
      var id = session.id().value();
      var summary = summary(session, open.getOrDefault(id, List.of()), queued.getOrDefault(id, 0));
      byWorkspace.merge(
          session.workspaceId(),
          new Stored(List.of(summary), session.prompted()),
          SessionSummaries::joined);
    }
    return byWorkspace;
  }

  private static Stored joined(Stored first, Stored second) {
    var all = new ArrayList<>(first.sessions());
    all.addAll(second.sessions());
    return new Stored(all, first.prompted() || second.prompted());
  }

  private static Summary summary(StoredSession session, List<PendingRequest> open, int queued) {
    var wire = session.wire();
    return new Summary(
        session.id(),
        session.agent(),
        session.agentTitle(),
        session.title(),
        session.status(),
        Activities.of(session.status(), wire),
        Activities.plan(wire),
        session.problem(),
        open,
        queued,
        session.updatedAt(),
        session.status() == SessionStatus.WORKING ? wire.silentSince : null,
        waiting(session, queued),
        null);
  }

  /** An idle session waits only as long as it has something to send. */
  static @Nullable Waiting waiting(StoredSession session, int queued) {
    return session.status() == SessionStatus.IDLE && queued == 0 ? null : session.waiting();
  }

  static Summary at(Summary summary, Instant lastActivityAt) {
    return new Summary(
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
        lastActivityAt,
        summary.silentSince(),
        summary.waiting(),
        summary.resources());
  }

  static Summary doing(Summary summary, @Nullable Activity activity, @Nullable PlanProgress plan) {
    return new Summary(
        summary.sessionId(),
        summary.agent(),
        summary.agentTitle(),
        summary.title(),
        summary.status(),
        activity,
        plan,
        summary.problem(),
        summary.pendingRequests(),
        summary.queued(),
        summary.lastActivityAt(),
        summary.silentSince(),
        summary.waiting(),
        summary.resources());
  }
}
