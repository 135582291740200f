package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.Session.Choice;
import dev.factoryfactory.session.WireState.Purpose;
import dev.factoryfactory.session.acp.AcpError;
import dev.factoryfactory.session.acp.AcpJson;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes a session's mode, model and title: by the agent when it runs, else for its next start.
 */
@Component
class SessionSettings {

  private static final int MAX_TITLE = 200;

  private final Handshake handshake;
  private final SessionProperties properties;

  SessionSettings(Handshake handshake, SessionProperties properties) {
    this.handshake = handshake;
    this.properties = properties;
  }

  void update(
      LiveSession live, @Nullable String mode, @Nullable String model, @Nullable String title) {
    if (title != null) {
      rename(live, title);
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

  private void set(LiveSession live, Purpose what, String value) {
    var answer = live.ask(step -> request(step, what, value));
    try {
      var error = answer.get(properties.answerLimit().toMillis(), TimeUnit.MILLISECONDS);
      if (error != null) {
        throw refused(error);
      }
    } catch (TimeoutException | CancellationException late) {
      // The agent's answer comes as an event; until then the old value stands.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
        ErrorCode.AGENT_FAILED, "The agent refused the change: " + error.message());
  }
}
