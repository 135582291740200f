package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.SessionFacet.Summary;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores each change of a session as a whole: state, transcript, lines for the agent. Always in a
 * transaction of its own, since what follows a change must not depend on a caller's commit.
 */
@Component
class SessionStore {

  private final SessionRepository sessions;
  private final EventRepository events;
  private final SessionSummaries summaries;
  private final TransactionTemplate transactions;
  private final Clock clock;

  SessionStore(
      SessionRepository sessions,
      EventRepository events,
      SessionSummaries summaries,
      PlatformTransactionManager transactionManager,
      Clock clock) {
    this.sessions = sessions;
    this.events = events;
    this.summaries = summaries;
    this.transactions = new TransactionTemplate(transactionManager);
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.clock = clock;
  }

  /**
   * A change that was stored.
   *
   * @param events what it added to the transcript
   * @param summary the new summary, {@code null} when at most the activity changed
   */
  record Change<T extends @Nullable Object>(
      T result,
      StoredSession session,
      SessionStep step,
      List<TranscriptEvent> events,
      @Nullable Summary summary) {}

  /**
   * Changes a session.
   *
   * @param delivered the number of the last line that its agent is known to have
   */
  <T extends @Nullable Object> Change<T> change(
      SessionId id, long delivered, Function<SessionStep, T> work) {
    return inTransaction(() -> apply(find(id), delivered, work));
  }

  /** Stores a new session. */
  Change<Boolean> insert(StoredSession session) {
    return inTransaction(
        () -> {
          var stored = sessions.saveAndFlush(session);
          return apply(
              stored,
              0,
              step -> {
                step.changedSummary();
                return true;
              });
        });
  }

  /** Stores a session that begins with another one's transcript. */
  Change<Boolean> insertCopy(StoredSession copy, SessionId origin) {
    return inTransaction(
        () -> {
          var stored = sessions.saveAndFlush(copy);
          events.copy(origin, copy.id(), copy.lastSequence());
          return apply(
              stored,
              0,
              step -> {
                step.notice("info", "FORKED", "A copy of the conversation begins here.");
                step.changedSummary();
                return true;
              });
        });
  }

  StoredSession find(SessionId id) {
    return sessions
        .findById(id.value())
        .orElseThrow(
            () -> new DomainException(ErrorCode.NOT_FOUND, "There is no session with this id."));
  }

  /** Runs in a transaction of its own, or fails. */
  <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(_ -> work.get()));
  }

  private <T extends @Nullable Object> Change<T> apply(
      StoredSession session, long delivered, Function<SessionStep, T> work) {
    var step = new SessionStep(session, delivered, clock.instant().truncatedTo(ChronoUnit.MICROS));
    var result = work.apply(step);
    var added = step.finish();
    if (!added.isEmpty()) {
      events.append(session.id(), added);
    }
    var summary = step.hasChangedSummary() ? summaries.of(session) : null;
    return new Change<>(result, session, step, added, summary);
  }
}
