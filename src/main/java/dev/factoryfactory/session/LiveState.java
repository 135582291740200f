package dev.factoryfactory.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session without looking into the database.
 *
 * @param status {@code null} before anything was heard of it
 * @param due when something of it is late
 * @param paused whether messages wait for the end of a usage limit while its agent is idle
 * @param process the id of its process
 */
record LiveState(
    @Nullable SessionStatus status,
    @Nullable Instant due,
    boolean paused,
    @Nullable String process) {

  static final LiveState NONE = new LiveState(null, null, false, null);

  static LiveState of(StoredSession session, @Nullable Instant due) {
    return new LiveState(
        session.status(),
        due,
        session.status() == SessionStatus.IDLE && session.waiting() != null,
        session.processId());
  }
}
