package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetAgents;
import dev.factoryfactory.session.MessageFate;
import dev.factoryfactory.session.NewSession;
import dev.factoryfactory.session.PermissionPolicy;
import dev.factoryfactory.session.Session;
import dev.factoryfactory.session.SessionChange;
import dev.factoryfactory.session.SessionFacade;
import dev.factoryfactory.session.SessionOrderFacade;
import dev.factoryfactory.session.SessionStatus;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets the ratchet send agents to work without knowing the module that has them. */
@Component
class SessionBackedRatchet implements RatchetAgents {

  private static final String TITLE = "Auto-fix";

  /** A conversation that has taken more of its context has no room for a fix. */
  private static final double ROOM = 0.7;

  private final SessionFacade sessions;
  private final SessionOrderFacade orders;

  SessionBackedRatchet(SessionFacade sessions, SessionOrderFacade orders) {
    this.sessions = sessions;
    this.orders = orders;
  }

  @Override
  public boolean isBusy(WorkspaceId workspace) {
    return orders.isBusy(workspace);
  }

  @Override
  public Optional<SessionId> willing(
      WorkspaceId workspace, String permissions, @Nullable SessionId earlier) {
    var needed = PermissionPolicy.parse(permissions);
    return orders.idle(workspace).stream()
        .filter(it -> it.permissions() == needed && hasRoom(it))
        .map(Session::id)
        .findFirst()
        .or(() -> Optional.ofNullable(earlier).filter(it -> canBeWoken(workspace, it, needed)));
  }

  private boolean canBeWoken(WorkspaceId workspace, SessionId id, PermissionPolicy needed) {
    return sessions.list(workspace).stream()
        .filter(it -> it.id().equals(id))
        .filter(it -> it.permissions() == needed)
        .anyMatch(it -> it.status() == SessionStatus.STOPPED && hasRoom(it));
  }

  private static boolean hasRoom(Session session) {
    var usage = session.usage();
    var used = usage == null ? null : usage.used();
    var size = usage == null ? null : usage.size();
    return used == null || size == null || used < size * ROOM;
  }

  @Override
  public void start(
      WorkspaceId workspace, SessionId session, UUID order, String prompt, String permissions) {
    var policy = PermissionPolicy.parse(permissions);
    // A session of the workspace's own keeps the title that it has, or that its agent will give it.
    boolean known = sessions.list(workspace).stream().anyMatch(it -> it.id().equals(session));
    if (!known) {
      orders.createOnce(session, workspace, new NewSession(null, null, null, policy, null));
      sessions.update(session, new SessionChange(null, null, TITLE, null));
    }
    sessions.message(session, order.toString(), prompt);
  }

  @Override
  public Optional<Fate> fate(SessionId session, UUID order) {
    return orders.fate(session, order.toString()).map(SessionBackedRatchet::fate);
  }

  private static Fate fate(MessageFate of) {
    return new Fate(
        Progress.valueOf(of.progress().name()),
        of.lastWords(),
        of.startedAt(),
        of.endedAt(),
        of.tokens(),
        of.cost(),
        of.currency());
  }

  @Override
  public boolean cancel(SessionId session, UUID order) {
    var fate = orders.fate(session, order.toString()).orElse(null);
    if (fate == null) {
      return true;
    }
    if (fate.progress() == MessageFate.Progress.RUNNING) {
      sessions.cancel(session);
    }
    if (fate.startedAt() != null) {
      return false;
    }
    try {
      sessions.deleteMessage(session, order.toString());
      return true;
    } catch (DomainException e) {
      if (e.code() == ErrorCode.MESSAGE_ALREADY_SENT || e.code() == ErrorCode.NOT_FOUND) {
        return e.code() == ErrorCode.NOT_FOUND;
      }
      throw e;
    }
  }
}
