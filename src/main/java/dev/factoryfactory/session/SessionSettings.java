package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.Session.Choice;
import dev.factoryfactory.session.WireState.Purpose;
import dev.factoryfactory.session.acp.AcpError;
import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AcpMessage.Answer;
import dev.factoryfactory.session.acp.AgentText;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Changes a session's mode, model, permissions and title: by the agent when it runs, else for its
 * next start.
 */
@Component
class SessionSettings {

  private static final int MAX_TITLE = 200;
  private static final int MAX_CONVERSATIONS = 200;

  private final Handshake handshake;
  private final PermissionDesk desk;
  private final SessionProperties properties;

  SessionSettings(Handshake handshake, PermissionDesk desk, SessionProperties properties) {
    this.handshake = handshake;
    this.desk = desk;
    this.properties = properties;
  }

  void update(LiveSession live, SessionChange wanted) {
    var mode = wanted.mode();
    var model = wanted.model();
    if (wanted.title() != null) {
      rename(live, wanted.title());
    }
    if (wanted.permissions() != null) {
      permit(live, wanted.permissions());
    }
    if (mode != null) {
      set(live, Purpose.SET_MODE, mode);
    }
    if (model != null) {
      set(live, Purpose.SET_MODEL, model);
    }
  }

  private static void rename(LiveSession live, String title) {
    var stripped = title.strip();
    if (stripped.length() > MAX_TITLE || stripped.indexOf('\0') >= 0) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "A title has at most %d characters.".formatted(MAX_TITLE));
    }
    live.change(
        step -> {
          step.session().rename(stripped.isEmpty() ? null : stripped);
          step.event(EventType.TITLE, AcpJson.object().put("title", step.session().title()));
          step.changedSummary();
          return true;
        });
  }

  /** From now on, and for what is open: a request that needs no person any more is answered. */
  private void permit(LiveSession live, PermissionPolicy policy) {
    live.change(
        step -> {
          if (step.session().permissions() != policy) {
            step.session().permit(policy);
            step.event(EventType.PERMISSIONS, AcpJson.object().put("id", policy.name()));
            step.changedSummary();
            desk.answerByPolicy(step);
            if (isThere(step.session().status())) {
              handshake.followPolicy(step);
            }
          }
          return true;
        });
  }

  private static boolean isThere(SessionStatus status) {
    return status == SessionStatus.IDLE || status == SessionStatus.WORKING;
  }

  /**
   * The agent's earlier conversations in the worktree, the newest as it orders them.
   *
   * @throws DomainException when the agent is not running or can't tell
   */
  List<Conversation> conversations(LiveSession live) {
    var answer =
        live.ask(
            step -> {
              if (!isThere(step.session().status()) || !step.wire().canList) {
                throw new DomainException(
                    ErrorCode.INVALID_STATE,
                    step.wire().canList
                        ? "The agent is not running; resume the session first."
                        : "This agent can't tell of its earlier conversations.");
              }
              return handshake.list(step);
            });
    var told = await(answer);
    if (told == null) {
      throw new DomainException(
          ErrorCode.AGENT_FAILED, "The agent did not tell of its conversations in time.");
    }
    return AcpJson.items(told.result(), "sessions", MAX_CONVERSATIONS).stream()
        .flatMap(SessionSettings::conversation)
        .toList();
  }

  private static Stream<Conversation> conversation(JsonNode told) {
    var id = AgentText.raw(told, "sessionId");
    return id == null || id.length() > AgentText.SHORT
        ? Stream.empty()
        : Stream.of(
            new Conversation(
                id,
                AgentText.field(told, "title", AgentText.SHORT),
                AgentText.field(told, "updatedAt", AgentText.SHORT)));
  }

  private void set(LiveSession live, Purpose what, String value) {
    // An answer that is late comes as an event; until then the old value stands.
    await(live.ask(step -> request(step, what, value)));
  }

  /** The answer, or {@code null} when none came in time. */
  private @Nullable Answer await(CompletableFuture<@Nullable Answer> asked) {
    try {
      var answer = asked.get(properties.answerLimit().toMillis(), TimeUnit.MILLISECONDS);
      var error = answer == null ? null : answer.error();
      if (error != null) {
        throw refused(error);
      }
      return answer;
    } catch (TimeoutException | CancellationException late) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number of the request, or {@code null} when no agent needs to be asked. */
  private @Nullable Long request(SessionStep step, Purpose what, String value) {
    var session = step.session();
    boolean isMode = what == Purpose.SET_MODE;
    check(isMode ? session.features().modes() : session.features().models(), value);
    return switch (session.status()) {
      case IDLE, WORKING -> handshake.set(step, what, value);
      case WAITING, STARTING, STOPPING, STOPPED, FAILED -> {
        handshake.chosen(step, isMode ? EventType.MODE : EventType.MODEL, value);
        yield null;
      }
    };
  }

  private static void check(List<Choice> offered, String value) {
    if (!offered.isEmpty() && offered.stream().noneMatch(choice -> choice.id().equals(value))) {
      throw new DomainException(ErrorCode.INVALID_INPUT, "The agent does not offer this.");
    }
  }

  private static DomainException refused(AcpError error) {
    return new DomainException(
        ErrorCode.AGENT_FAILED, "The agent refused this: " + error.message());
  }
}
