package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a transcript.
 *
 * @param from the sequence held before it
 * @param to the sequence of its last event
 * @param more whether events after it exist already; {@code null} in what is pushed
 */
public record SessionEvents(
    SessionId sessionId, long from, long to, List<TranscriptEvent> events, @Nullable Boolean more) {

  public SessionEvents {
    events = List.copyOf(events);
  }
}
