package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** The way into the session module for programs that send an agent to work and follow it. */
@Service
public class SessionOrderFacade {

  private final SessionFacade sessions;
  private final SessionCreation creation;
  private final SessionStore store;
  private final MessageFateRepository fates;

  SessionOrderFacade(
      SessionFacade sessions,
      SessionCreation creation,
      SessionStore store,
      MessageFateRepository fates) {
    this.sessions = sessions;
    this.creation = creation;
    this.store = store;
    this.fates = fates;
  }

  /**
   * Makes a session under an id of the caller's choice, unless there is one; the same call again
   * changes nothing.
   *
   * @throws DomainException CONFLICT when the session is another workspace's; else as {@link
   *     SessionFacade#create}
   */
  public Session createOnce(SessionId id, WorkspaceId workspace, NewSession wanted) {
    return existing(id, workspace)
        .orElseGet(
            () -> {
              try {
                var project = sessions.projectOf(workspace);
                return creation.create(id, project, workspace, wanted);
              } catch (DataIntegrityViolationException race) {
                return existing(id, workspace).orElseThrow(() -> race);
              }
            });
  }

  /** What became of a message; empty when there is none of this id, or its session was removed. */
  public Optional<MessageFate> fate(SessionId id, String messageId) {
    return fates.find(id, messageId);
  }

  /** Whether an agent of the workspace is at it, about to be, or waits for a person. */
  public boolean isBusy(WorkspaceId workspace) {
    return sessions.list(workspace).stream().anyMatch(SessionOrderFacade::isBusy);
  }

  /** The workspace's sessions whose agents wait for nothing but a message, newest first. */
  public List<Session> idle(WorkspaceId workspace) {
    return sessions.list(workspace).reversed().stream()
        .filter(it -> it.status() == SessionStatus.IDLE && !isBusy(it))
        .toList();
  }

  private static boolean isBusy(Session session) {
    boolean onItsWay =
        switch (session.status()) {
          case WORKING, STARTING, STOPPING -> true;
          case WAITING, IDLE, STOPPED, FAILED -> false;
        };
    return onItsWay || !session.queue().isEmpty() || !session.pendingRequests().isEmpty();
  }

  private Optional<Session> existing(SessionId id, WorkspaceId workspace) {
    try {
      if (store.find(id).workspaceId().equals(workspace)) {
        return Optional.of(sessions.get(id));
      }
    } catch (DomainException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
    throw new DomainException(
        ErrorCode.CONFLICT, "The session of this id belongs to another workspace.");
  }
}
