package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.SessionProperties.Limits;
import dev.factoryfactory.session.WireState.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps starts, tool calls and turns within their limits, and tells a person of an agent that says
 * nothing. While a person is asked no clock runs, since then it is not the agent that is late.
 */
@Component
class Deadlines {

  private final BiConsumer<SessionStep, SessionProblem> cancelling;
  private final SessionProperties properties;

  @Autowired
  Deadlines(Turns turns, SessionProperties properties) {
    this(turns::cancelBecause, properties);
  }

  Deadlines(BiConsumer<SessionStep, SessionProblem> cancelling, SessionProperties properties) {
    this.cancelling = cancelling;
    this.properties = properties;
  }

  /** When the session has to be looked at next; {@code null} while nothing can be late. */
  @Nullable Instant next(StoredSession session, WireState wire) {
    var limits = properties.limitsOf(session.agent());
    return switch (session.status()) {
      case STARTING -> after(wire.startedAt, limits.start());
      case WORKING -> nextOfTurn(wire, limits);
      case WAITING, IDLE, STOPPING, STOPPED, FAILED -> null;
    };
  }

  private static @Nullable Instant nextOfTurn(WireState wire, Limits limits) {
    if (wire.cancelRequested) {
      return after(wire.cancelledAt, limits.cancel());
    }
    if (wire.askedAt != null) {
      return null;
    }
    var call = oldestCall(wire).map(Call::since).orElse(null);
    return Stream.of(
            after(wire.turnStartedAt, limits.turn()),
            after(call, limits.toolCall()),
            wire.silentSince == null ? after(wire.heardAt, limits.silence()) : null)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Does what follows from whatever is late now; nothing when nothing is. */
  void enforce(SessionStep step) {
    var session = step.session();
    var limits = properties.limitsOf(session.agent());
    switch (session.status()) {
      case STARTING -> {
        if (isOver(step, step.wire().startedAt, limits.start())) {
          step.fail(
              timedOut(
                  "%s was not ready within %s."
                      .formatted(session.agentTitle(), words(limits.start()))));
        }
      }
      case WORKING -> enforceTurn(step, limits);
      case WAITING, IDLE, STOPPING, STOPPED, FAILED -> {}
    }
  }

  private void enforceTurn(SessionStep step, Limits limits) {
    var wire = step.wire();
    var title = step.session().agentTitle();
    var call = oldestCall(wire);
    if (wire.cancelRequested) {
      if (isOver(step, wire.cancelledAt, limits.cancel())) {
        step.endProcess(
            "%s did not end its turn within %s, so its process was ended."
                .formatted(title, words(limits.cancel())));
      }
    } else if (wire.askedAt != null) {
      // A person is asked: it is not the agent that is late.
      return;
    } else if (isOver(step, wire.turnStartedAt, limits.turn())) {
      cancelling.accept(
          step,
          timedOut(
              "%s worked on one turn for %s, which is the limit."
                  .formatted(title, words(limits.turn()))));
    } else if (call.isPresent() && isOver(step, call.get().since(), limits.toolCall())) {
      cancelling.accept(
          step,
          timedOut(
              "A tool call of %s took %s, which is the limit: %s"
                  .formatted(title, words(limits.toolCall()), call.get().title())));
    } else if (wire.silentSince == null && isOver(step, wire.heardAt, limits.silence())) {
      wire.silentSince = wire.heardAt;
      step.notice(
          "warning",
          "AGENT_SILENT",
          "%s has said nothing for %s.".formatted(title, words(limits.silence())));
      step.changedSummary();
    }
  }

  /** The agent said something. */
  void heard(SessionStep step) {
    var wire = step.wire();
    wire.heardAt = step.now();
    if (wire.silentSince != null) {
      wire.silentSince = null;
      step.changedSummary();
    }
  }

  /** The agent was found again: it is not late for what it said while no server listened. */
  void foundAgain(SessionStep step) {
    var wire = step.wire();
    wire.startedAt = step.now();
    wire.heardAt = step.now();
  }

  private static Optional<Call> oldestCall(WireState wire) {
    return wire.calls.values().stream()
        .filter(call -> call.open() && call.since() != null)
        .min(Comparator.comparing(call -> Objects.requireNonNull(call.since())));
  }

  private static @Nullable Instant after(@Nullable Instant since, Duration limit) {
    return since == null ? null : since.plus(limit);
  }

  private static boolean isOver(SessionStep step, @Nullable Instant since, Duration limit) {
    return since != null && !step.now().isBefore(since.plus(limit));
  }

  private static SessionProblem timedOut(String message) {
    return new SessionProblem(ErrorCode.AGENT_TIMED_OUT, message, null);
  }

  /** A limit as a person says it. */
  static String words(Duration limit) {
    if (limit.compareTo(Duration.ofHours(2)) >= 0 && limit.toMinutesPart() == 0) {
      return limit.toHours() + " hours";
    }
    if (limit.compareTo(Duration.ofMinutes(2)) >= 0 && limit.toSecondsPart() == 0) {
      return limit.toMinutes() + " minutes";
    }
    return limit.compareTo(Duration.ofSeconds(1)) < 0
        ? limit.toMillis() + " ms"
        : limit.toSeconds() + (limit.toSeconds() == 1 ? " second" : " seconds");
  }
}
