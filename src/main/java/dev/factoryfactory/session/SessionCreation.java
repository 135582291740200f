package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes sessions, new ones and copies. */
@Component
class SessionCreation {

  private final LiveSessions live;
  private final SessionTools tools;
  private final SessionReader reader;
  private final Clock clock;

  SessionCreation(LiveSessions live, SessionTools tools, SessionReader reader, Clock clock) {
    this.live = live;
    this.tools = tools;
    this.reader = reader;
    this.clock = clock;
  }

  String requireAvailable(@Nullable String agent) {
    var name =
        agent != null
            ? agent
            : tools.workspaces().defaultAgent().orElseGet(tools.agents()::anyAvailable);
    return tools.agents().require(name).name();
  }

  /** Makes a session and starts its agent, or has it wait for its workspace. */
  Session create(SessionId id, ProjectId project, WorkspaceId workspace, NewSession wanted) {
    var agent = wanted.agent();
    var place = tools.place(workspace);
    if (!place.projectId().equals(project)) {
      throw new DomainException(ErrorCode.NOT_FOUND, "There is no workspace with this id.");
    }
    tools.requireUsable(place);
    var definition =
        tools.agents().require(requireAvailable(agent == null ? place.defaultAgent() : agent));
    var stored =
        new StoredSession(
            id,
            project,
            workspace,
            new Agent(definition.name(), definition.title()),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    stored.choose(wanted.mode(), wanted.model());
    stored.permit(
        wanted.permissions() != null
            ? wanted.permissions()
            : tools.workspaces().defaultPermissions());
    if (wanted.conversation() != null) {
      stored.goOnWith(wanted.conversation());
    }
    tools.announcer().announce(tools.store().insert(stored));
    if (place.ready()) {
      live.get(stored.id()).start();
    }
    return reader.get(stored.id());
  }

  Session fork(SessionId id) {
    var origin = tools.store().find(id);
    var place = tools.place(origin.workspaceId());
    tools.requireUsable(place);
    var conversation = origin.providerSessionId();
    if (conversation == null || !origin.features().abilities().fork()) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "The agent of this session can't copy its conversation.");
    }
    if (origin.status() == SessionStatus.WORKING) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "The agent is working; fork the session when it has ended.");
    }
    tools.agents().require(origin.agent());
    var copy = origin.fork(SessionId.random(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    tools.announcer().announce(tools.store().insertCopy(copy, origin.id()));
    if (place.ready()) {
      live.get(copy.id()).start();
    }
    return reader.get(copy.id());
  }
}
