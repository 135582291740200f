package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** The one way into the session module. */
@Service
public class SessionFacade {

  private static final int MAX_EVENTS = 1000;

  private final SessionCreation creation;
  private final LiveSessions live;
  private final SessionTools tools;
  private final SessionReader reader;
  private final MessageDesk messages;
  private final PermissionDesk permissions;
  private final SessionSettings settings;
  private final SessionBoard board;
  private final Attachments attachments;

  SessionFacade(
      SessionCreation creation,
      LiveSessions live,
      SessionTools tools,
      SessionReader reader,
      MessageDesk messages,
      PermissionDesk permissions,
      SessionSettings settings,
      SessionBoard board,
      Attachments attachments) {
    this.creation = creation;
    this.live = live;
    this.tools = tools;
    this.reader = reader;
    this.messages = messages;
    this.permissions = permissions;
    this.settings = settings;
    this.board = board;
    this.attachments = attachments;
  }

  /** Every agent that is known, with what is missing. */
  public List<AgentView> agents() {
    return tools.agents().all();
  }

  /** Lets messages go to an agent's account again, though its usage limit may not be over. */
  public void liftPause(String agent) {
    live.lift(tools.agents().known(agent).name());
  }

  /**
   * The agent to use: the named one, else the preferred, else any that is there.
   *
   * @return its name
   * @throws DomainException when it is unknown or can't be started; says what fixes that
   */
  public String requireAvailable(@Nullable String agent) {
    return creation.requireAvailable(agent);
  }

  /** Makes a session and starts its agent, or has it wait for its workspace. */
  public Session create(ProjectId project, WorkspaceId workspace, NewSession wanted) {
    return creation.create(SessionId.random(), project, workspace, wanted);
  }

  /** The same with the project looked up. */
  public Session create(WorkspaceId workspace, NewSession wanted) {
    return create(projectOf(workspace), workspace, wanted);
  }

  ProjectId projectOf(WorkspaceId workspace) {
    return tools.place(workspace).projectId();
  }

  /**
   * Makes a session that begins with a copy of another one's conversation and goes its own way.
   *
   * @throws DomainException when the agent can't copy, or has not said anything yet
   */
  public Session fork(SessionId id) {
    return creation.fork(id);
  }

  /** The agent's earlier conversations in the session's worktree; it must be running. */
  public List<Conversation> conversations(SessionId id) {
    return settings.conversations(live.get(known(id)));
  }

  /**
   * Refuses files that could not go with a message, before anything is made for it.
   *
   * @throws DomainException says which file and why
   */
  public void checkAttachments(List<NewAttachment> files) {
    attachments.check(files, null);
  }

  public Session get(SessionId id) {
    return reader.get(id);
  }

  /** A workspace's sessions, oldest first. */
  public List<Session> list(WorkspaceId workspace) {
    return reader.ofWorkspace(workspace);
  }

  /** The transcript after a sequence, ascending. */
  public List<TranscriptEvent> eventsAfter(SessionId id, long sequence, int limit) {
    return reader.after(id, sequence, Math.clamp(limit, 1, MAX_EVENTS));
  }

  /** The last events before a sequence, ascending. */
  public List<TranscriptEvent> eventsBefore(SessionId id, long sequence, int limit) {
    return reader.before(id, sequence, Math.clamp(limit, 1, MAX_EVENTS));
  }

  /** The transcript after a sequence, in the form in which it is pushed. */
  public SessionEvents catchUp(SessionId id, long sequence) {
    return reader.catchUp(id, sequence, MAX_EVENTS);
  }

  /**
   * Stores a message for the agent, which gets it as soon as it can be prompted. A stopped session
   * is resumed for it.
   *
   * @param messageId the caller's id, which makes repetition harmless; {@code null} for a new one
   */
  public MessageReceipt message(
      SessionId id, @Nullable String messageId, String text, List<NewAttachment> files) {
    var place = tools.place(tools.store().find(id).workspaceId());
    tools.requireUsable(place);
    var checked = attachments.check(files, place.worktree());
    var receipt = messages.accept(live.get(known(id)), messageId, text, checked);
    if (receipt.state() == MessageState.QUEUED) {
      resumeIfEnded(id);
    }
    return receipt;
  }

  /** The same without files. */
  public MessageReceipt message(SessionId id, @Nullable String messageId, String text) {
    return message(id, messageId, text, List.of());
  }

  /**
   * Moves a waiting message to another place in the queue.
   *
   * @param place 0 is the next to be sent
   */
  public MessageReceipt moveMessage(SessionId id, String messageId, int place) {
    return messages.move(live.get(known(id)), messageId, place);
  }

  public MessageReceipt editMessage(SessionId id, String messageId, String text) {
    return messages.edit(live.get(known(id)), messageId, text);
  }

  public void deleteMessage(SessionId id, String messageId) {
    messages.delete(live.get(known(id)), messageId);
  }

  /** Asks the agent to end its turn; nothing happens when none runs. */
  public Session cancel(SessionId id) {
    change(
        id,
        step -> {
          tools.turns().cancel(step);
          return true;
        });
    return get(id);
  }

  /** Ends the agent's process; goes on in the background. */
  public Session stop(SessionId id) {
    live.get(known(id)).stop();
    return get(id);
  }

  /** Starts the agent again where it was; nothing happens when it runs. */
  public Session resume(SessionId id) {
    if (get(id).status() == SessionStatus.STOPPING) {
      throw new DomainException(ErrorCode.INVALID_STATE, "The session is being stopped.");
    }
    resumeIfEnded(id);
    return get(id);
  }

  /** Changes what is not {@code null}. */
  public Session update(SessionId id, SessionChange wanted) {
    settings.update(live.get(known(id)), wanted);
    return get(id);
  }

  /** Answers what the agent asked, once. */
  public void answer(SessionId id, String requestId, String optionId) {
    answer(id, requestId, optionId, null);
  }

  /**
   * The same for a form.
   *
   * @param filledIn the form's fields by name
   */
  public void answer(SessionId id, String requestId, String optionId, @Nullable JsonNode filledIn) {
    change(
        id,
        step -> {
          permissions.answer(step, requestId, optionId, filledIn);
          return true;
        });
  }

  /** Every facet of a project, with a fixed number of queries. */
  public List<SessionFacet> facets(ProjectId project) {
    return board.facets(project);
  }

  /** Starts the sessions that waited for the workspace. */
  public void workspaceReady(WorkspaceId workspace) {
    reader.ofWorkspace(workspace).stream()
        .filter(session -> session.status() == SessionStatus.WAITING)
        .forEach(session -> live.get(session.id()).start());
  }

  /**
   * Ends every agent of a workspace and returns when none of their processes is left.
   *
   * @throws DomainException when something could not be ended
   */
  public void stopAll(WorkspaceId workspace) {
    var ends =
        reader.ofWorkspace(workspace).stream()
            .map(session -> live.get(session.id()).stop())
            .toList();
    try {
      ends.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new DomainException(
          ErrorCode.AGENT_FAILED,
          "An agent of the workspace could not be stopped.",
          Map.of("workspaceId", workspace.toString()));
    }
  }

  /** Ends every agent of a workspace and removes its sessions with all they hold. */
  public void removeAll(WorkspaceId workspace) {
    stopAll(workspace);
    var removed = reader.removeAll(workspace);
    removed.forEach(
        session -> {
          live.forget(session.id());
          tools.launcher().deleteFiles(session.id());
        });
    removed.stream().findFirst().ifPresent(session -> board.clear(session.projectId(), workspace));
  }

  private void resumeIfEnded(SessionId id) {
    var session = tools.store().find(id);
    if (session.status() != SessionStatus.STOPPED && session.status() != SessionStatus.FAILED) {
      return;
    }
    var place = tools.place(session.workspaceId());
    tools.requireUsable(place);
    if (place.ready()) {
      live.get(id).start();
    } else {
      change(
          id,
          step -> {
            if (SessionTransitions.allows(step.session().status(), SessionStatus.WAITING)) {
              step.move(SessionStatus.WAITING, null);
            }
            return true;
          });
    }
  }

  private void change(SessionId id, Function<SessionStep, Boolean> work) {
    live.get(known(id)).change(work);
  }

  /** So that a wrong id leaves nothing behind. */
  private SessionId known(SessionId id) {
    return tools.store().find(id).id();
  }
}
