package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.MessageFate.Progress;
import dev.factoryfactory.session.acp.AgentText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds out what became of messages, from what is stored of them. */
@Repository
class MessageFateRepository {

  private static final int MAX_WORDS = 4_000;

  /** Chunks of what was said last; a chunk holds a good part of a second's speech. */
  private static final int LAST_EVENTS = 200;

  private final JdbcClient database;
  private final EventRepository events;

  MessageFateRepository(JdbcClient database, EventRepository events) {
    this.database = database;
    this.events = events;
  }

  Optional<MessageFate> find(SessionId session, String messageId) {
    return database
        .sql(
            """
            select m.state, m.sent_at, s.status, s.problem_message,
              e.sequence, e.at, e.data ->> 'stopReason' as stop_reason,
              coalesce(u.input_tokens, 0) + coalesce(u.output_tokens, 0) as tokens,
              u.cost_amount, u.cost_currency
            from session_message m
            join agent_session s on s.id = m.session_id
            left join lateral (
              select sequence, at, data from session_event
              where session_id = m.session_id and type = 'turn_ended'
                and data ->> 'turnId' = m.turn_id
              order by sequence desc limit 1) e on true
            left join turn_usage u on u.session_id = m.session_id and u.turn_id = m.turn_id
            where m.session_id = :session and m.id = :message
            """)
        .param("session", session.value())
        .param("message", messageId)
        .query((row, _) -> fate(session, row))
        .optional();
  }

  private MessageFate fate(SessionId session, ResultSet row) throws SQLException {
    var endedWith = row.getObject("sequence", Long.class);
    var stopReason = row.getString("stop_reason");
    var progress =
        progress(
            MessageState.valueOf(row.getString("state")),
            SessionStatus.valueOf(row.getString("status")),
            stopReason);
    var words = endedWith == null ? "" : lastWords(session, endedWith);
    var problem = row.getString("problem_message");
    return new MessageFate(
        progress,
        stopReason,
        // One that met a usage limit was sent and waits again: its agent has not begun.
        progress == Progress.WAITING ? null : instant(row.getTimestamp("sent_at")),
        instant(row.getTimestamp("at")),
        progress == Progress.DIED && problem != null ? problem : words,
        row.getLong("tokens"),
        row.getBigDecimal("cost_amount"),
        row.getString("cost_currency"));
  }

  private static Progress progress(
      MessageState state, SessionStatus session, @Nullable String stopReason) {
    if (state == MessageState.QUEUED) {
      return switch (session) {
        case STOPPED -> Progress.CANCELLED;
        case FAILED -> Progress.DIED;
        case WAITING, STARTING, IDLE, WORKING, STOPPING -> Progress.WAITING;
      };
    }
    if (stopReason != null) {
      return switch (stopReason) {
        case "cancelled" -> Progress.CANCELLED;
        case "failed", "agent_exited", "server_restarted", "timed_out", "usage_limit" ->
            Progress.DIED;
        default -> Progress.ENDED;
      };
    }
    boolean alive =
        switch (session) {
          case WORKING, STARTING, IDLE, STOPPING -> true;
          case WAITING, STOPPED, FAILED -> false;
        };
    return alive && state != MessageState.FAILED ? Progress.RUNNING : Progress.DIED;
  }

  /** The last thing that was said before an event, put together from its chunks. */
  private String lastWords(SessionId session, long before) {
    var said = new ArrayList<String>();
    String block = null;
    for (var event : events.before(session, before, LAST_EVENTS).reversed()) {
      if (event.type().equals(EventType.TURN_STARTED.wireName())) {
        break;
      }
      if (!event.type().equals(EventType.AGENT_MESSAGE.wireName())) {
        continue;
      }
      var of = AgentText.field(event.data(), "blockId", MAX_WORDS);
      if (block != null && !block.equals(of)) {
        break;
      }
      block = of == null ? "" : of;
      said.add(String.valueOf(AgentText.raw(event.data(), "text")));
    }
    var words = String.join("", said.reversed()).strip();
    return words.length() > MAX_WORDS ? words.substring(words.length() - MAX_WORDS) : words;
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
