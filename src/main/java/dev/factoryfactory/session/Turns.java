package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.UsageLimits.Limit;
import dev.factoryfactory.session.WireState.Purpose;
import dev.factoryfactory.session.acp.AcpCalls;
import dev.factoryfactory.session.acp.AcpError;
import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AcpMessage.Answer;
import dev.factoryfactory.session.acp.AcpUsage;
import dev.factoryfactory.session.acp.AgentText;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns: one at a time, begun from the queue, ended by the agent's answer or its end. */
@Component
class Turns {

  private final MessageRepository messages;
  private final PermissionDesk desk;
  private final ToolCalls calls;
  private final Agents agents;
  private final Attachments attachments;
  private final UsageFacade usage;
  private final ProviderPauses pauses;

  Turns(
      MessageRepository messages,
      PermissionDesk desk,
      ToolCalls calls,
      Agents agents,
      Attachments attachments,
      UsageFacade usage,
      ProviderPauses pauses) {
    this.messages = messages;
    this.desk = desk;
    this.calls = calls;
    this.agents = agents;
    this.attachments = attachments;
    this.usage = usage;
    this.pauses = pauses;
  }

  /** Sends the next waiting message if the agent waits for one. */
  void beginNext(SessionStep step) {
    if (step.session().status() == SessionStatus.IDLE) {
      messages.findQueued(step.session().id().value()).stream()
          .findFirst()
          .ifPresent(message -> beginUnlessPaused(step, message));
    }
  }

  /** Whether its agent waits for a message and has none. */
  boolean isResting(SessionStep step) {
    return step.session().status() == SessionStatus.IDLE && !isWanted(step.session().id());
  }

  /** Whether a message waits for it. */
  boolean isWanted(SessionId session) {
    return messages.countQueued(session.value()) > 0;
  }

  private void beginUnlessPaused(SessionStep step, StoredMessage message) {
    pauses
        .of(step.session().agent())
        .ifPresentOrElse(pause -> step.waitFor(pause.waiting()), () -> begin(step, message));
  }

  private void begin(SessionStep step, StoredMessage message) {
    var wire = step.wire();
    var turnId = UUID.randomUUID().toString();
    step.session().markPrompted();
    step.session().fail(null);
    wire.beginTurn(turnId, message.id(), step.now());
    wire.messageSeen = false;
    wire.planDone = 0;
    wire.planTotal = 0;
    var attached = attachments.of(step.session().id(), message.id());
    if (!message.wasShown()) {
      showMessage(step, message, attached);
    }
    message.sendIn(turnId, step.now());
    step.event(
        EventType.TURN_STARTED,
        AcpJson.object().put("turnId", turnId).put("messageId", message.id()));
    step.move(SessionStatus.WORKING, null);
    var agentsId = String.valueOf(step.session().providerSessionId());
    var prompt = attachments.prompt(step, message.text(), attached);
    step.request(Purpose.PROMPT, turnId, id -> AcpCalls.prompt(id, agentsId, prompt));
  }

  private static void showMessage(
      SessionStep step, StoredMessage message, List<Attachment> attached) {
    var told = AcpJson.object().put("messageId", message.id()).put("text", message.text());
    told.set("attachments", AcpJson.MAPPER.valueToTree(attached));
    step.event(EventType.USER_MESSAGE, told);
  }

  /** Asks the agent to end its turn; it ends when the agent says so. */
  void cancel(SessionStep step) {
    if (step.session().status() != SessionStatus.WORKING) {
      return;
    }
    var wire = step.wire();
    wire.cancelRequested = true;
    if (wire.cancelledAt == null) {
      wire.cancelledAt = step.now();
    }
    step.send(AcpCalls.cancel(String.valueOf(step.session().providerSessionId())));
    desk.cancelOpen(step);
  }

  /** The agent answered the prompt. */
  void ended(SessionStep step, Answer answer) {
    if (step.session().status() != SessionStatus.WORKING) {
      return;
    }
    var error = answer.error();
    step.wire().tokens = AcpUsage.read(answer.result());
    if (step.wire().cancelReason != null) {
      endCancelled(step);
      becomeIdle(step);
    } else if (error != null && step.wire().cancelRequested) {
      endCancelled(step);
      becomeIdle(step);
    } else if (error != null && error.signedOut()) {
      signedOut(step, error);
    } else {
      limit(step, error)
          .ifPresentOrElse(
              limit -> endLimited(step, limit),
              () -> endAnswered(step, error, stopReason(answer.result())));
      becomeIdle(step);
    }
  }

  private void endAnswered(SessionStep step, @Nullable AcpError error, String stopReason) {
    var words = step.wire().lastWords();
    if (error == null && !step.wire().systemError) {
      seen(step);
      end(step, stopReason, null);
    } else {
      var message =
          error != null ? error.message() : words == null ? "The agent reports an error." : words;
      var problem = new SessionProblem(ErrorCode.AGENT_FAILED, message, null);
      end(step, "failed", problem);
      // The agent can go on; until it does, a person should see that its last turn came to nothing.
      step.session().fail(problem);
    }
  }

  private static Optional<Limit> limit(SessionStep step, @Nullable AcpError error) {
    var wire = step.wire();
    var zone = ZoneId.systemDefault();
    if (wire.cancelRequested) {
      return Optional.empty();
    }
    return error != null
        ? UsageLimits.in(error, step.now(), zone)
        : UsageLimits.in(wire.lastWords(), wire.systemError, step.now(), zone);
  }

  /** Nothing more is sent to the account; a message that came to nothing waits for another try. */
  private void endLimited(SessionStep step, Limit limit) {
    var problem = pause(step, limit);
    var untouched = step.wire().worked ? null : step.wire().promptedMessage;
    end(step, "usage_limit", problem);
    if (untouched == null) {
      step.session().fail(problem);
    } else {
      messages
          .findById(new OwnedId(step.session().id().value(), untouched))
          .ifPresent(StoredMessage::waitAgain);
      step.changedSummary();
    }
  }

  /** Pauses the account of a session's agent. */
  SessionProblem pause(SessionStep step, Limit limit) {
    step.fact(
        new ProviderPaused(pauses.begin(step.session().agent(), limit.message(), limit.until())));
    return new SessionProblem(
        ErrorCode.USAGE_LIMIT,
        "%s has reached a usage limit: %s".formatted(step.session().agentTitle(), limit.message()),
        null);
  }

  /** Ends a turn that takes too long; a person is told why. */
  void cancelBecause(SessionStep step, SessionProblem reason) {
    step.wire().cancelReason = reason;
    cancel(step);
  }

  /** Records that the turn was ended by a person, or by the server for the reason it had. */
  void endCancelled(SessionStep step) {
    var reason = step.wire().cancelReason;
    end(step, reason == null ? "cancelled" : "timed_out", reason);
    if (reason != null) {
      step.session().fail(reason);
    }
  }

  /** Records the end of the running turn, if one runs. */
  void end(SessionStep step, String stopReason, @Nullable SessionProblem problem) {
    var wire = step.wire();
    var turnId = wire.turnId;
    if (turnId == null) {
      return;
    }
    desk.cancelOpen(step);
    calls.settle(step);
    var session = step.session();
    session.endedTurn(stopReason);
    usage.book(step, turnId, wire.tokens);
    var data = AcpJson.object().put("turnId", turnId).put("stopReason", stopReason);
    data.set("error", AcpJson.MAPPER.valueToTree(problem));
    step.event(EventType.TURN_ENDED, data);
    wire.endTurn();
    wire.tokens = null;
    step.fact(
        new TurnEnded(
            session.projectId(),
            session.workspaceId(),
            session.id(),
            turnId,
            stopReason,
            step.now()));
  }

  /** Cancels and settles what nobody will answer or finish any more. */
  void leaveNothingOpen(SessionStep step) {
    desk.cancelOpen(step);
    calls.settle(step);
  }

  /** The agent can be prompted: sends what waits. */
  void becomeIdle(SessionStep step) {
    step.move(SessionStatus.IDLE, null);
    beginNext(step);
  }

  /** The agent refuses to work for a stranger: its message is given back. */
  private void signedOut(SessionStep step, AcpError error) {
    var problem = signedOutProblem(step.session(), error);
    giveBack(step, step.wire().promptedMessage);
    end(step, "failed", problem);
    step.fail(problem);
  }

  SessionProblem signedOutProblem(StoredSession session, AcpError error) {
    return new SessionProblem(
        ErrorCode.AGENT_SIGNED_OUT,
        "%s is not signed in: %s".formatted(session.agentTitle(), error.message()),
        agents.signInFix(session.agent()));
  }

  /** The agent answers the message: it has it. */
  void seen(SessionStep step) {
    var wire = step.wire();
    var messageId = wire.promptedMessage;
    if (messageId == null || wire.messageSeen) {
      return;
    }
    wire.messageSeen = true;
    messages
        .findById(new OwnedId(step.session().id().value(), messageId))
        .filter(StoredMessage::see)
        .ifPresent(
            message ->
                step.event(EventType.MESSAGE_SEEN, AcpJson.object().put("messageId", messageId)));
  }

  /** A message that the agent died of, or before it looked at it, is given back. */
  void giveBackUnseen(SessionStep step) {
    if (!step.wire().messageSeen) {
      giveBack(step, step.wire().promptedMessage);
    }
  }

  private void giveBack(SessionStep step, @Nullable String messageId) {
    if (messageId != null) {
      messages
          .findById(new OwnedId(step.session().id().value(), messageId))
          .ifPresent(StoredMessage::giveBack);
      step.notice(
          "warning", "MESSAGE_NOT_TAKEN", "The agent did not take the message; send it again.");
    }
  }

  private static String stopReason(JsonNode result) {
    var reason = AgentText.field(result, "stopReason", 100);
    return reason == null ? "end_turn" : reason;
  }
}
