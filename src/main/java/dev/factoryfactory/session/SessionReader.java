package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.session.Session.ProcessInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads sessions and transcripts for clients. */
@Component
class SessionReader {

  private static final int MAX_FRAME = 1024 * 1024;

  private final SessionStore store;
  private final SessionRepository sessions;
  private final MessageRepository messages;
  private final RequestRepository requests;
  private final EventRepository events;
  private final Attachments attachments;
  private final Resources resources;

  SessionReader(
      SessionStore store,
      SessionRepository sessions,
      MessageRepository messages,
      RequestRepository requests,
      EventRepository events,
      Attachments attachments,
      Resources resources) {
    this.store = store;
    this.sessions = sessions;
    this.messages = messages;
    this.requests = requests;
    this.events = events;
    this.attachments = attachments;
    this.resources = resources;
  }

  Session get(SessionId id) {
    return view(store.find(id));
  }

  List<Session> ofWorkspace(WorkspaceId workspace) {
    return sessions.findAllByWorkspace(workspace.value()).stream().map(this::view).toList();
  }

  List<TranscriptEvent> after(SessionId id, long sequence, int limit) {
    store.find(id);
    return events.after(id, sequence, limit);
  }

  List<TranscriptEvent> before(SessionId id, long sequence, int limit) {
    store.find(id);
    return events.before(id, sequence, limit);
  }

  SessionEvents catchUp(SessionId id, long sequence, int limit) {
    long last = store.find(id).lastSequence();
    var found = fitting(events.after(id, sequence, limit));
    long to = found.isEmpty() ? sequence : found.getLast().sequence();
    return new SessionEvents(id, sequence, to, found, to < last);
  }

  /** As many as one frame can carry to a client, at least one. */
  private static List<TranscriptEvent> fitting(List<TranscriptEvent> events) {
    long characters = 0;
    for (int i = 0; i < events.size(); i++) {
      characters += events.get(i).data().toString().length();
      if (i > 0 && characters > MAX_FRAME) {
        return events.subList(0, i);
      }
    }
    return events;
  }

  /** Removes a workspace's sessions with their transcripts. */
  List<Session> removeAll(WorkspaceId workspace) {
    return store.inTransaction(
        () -> {
          var removed = ofWorkspace(workspace);
          sessions.deleteAllOfWorkspace(workspace.value());
          return removed;
        });
  }

  private Session view(StoredSession session) {
    var id = session.id().value();
    var features = session.features();
    var queue =
        messages.findQueued(id).stream()
            .map(message -> message.toQueued(attachments.of(session.id(), message.id())))
            .toList();
    return new Session(
        session.id(),
        session.workspaceId(),
        session.projectId(),
        session.agent(),
        session.agentTitle(),
        session.title(),
        session.status(),
        session.createdAt(),
        session.updatedAt(),
        session.stopReason(),
        session.problem(),
        session.mode(),
        features.modes(),
        session.model(),
        features.models(),
        session.permissions(),
        features.abilities(),
        features.commands(),
        features.usage(),
        session.lastSequence(),
        requests.findOpen(id).stream().map(StoredRequest::detail).toList(),
        queue,
        process(session),
        SessionSummaries.waiting(session, queue.size()),
        resources.find(session.id()));
  }

  private static @Nullable ProcessInfo process(StoredSession session) {
    var pid = session.processPid();
    var startedAt = session.processStartedAt();
    return pid == null || startedAt == null ? null : new ProcessInfo(pid, startedAt);
  }
}
