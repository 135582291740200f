package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.acp.AcpJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The transcripts. Appends in bulk; never changes what is written. */
@Repository
class EventRepository {

  private static final String APPEND =
      """
      insert into session_event (session_id, sequence, type, at, data)
      values (?, ?, ?, ?, cast(? as jsonb))""";
  private static final String COPY =
      """
      insert into session_event (session_id, sequence, type, at, data)
      select ?, sequence, type, at, data from session_event
      where session_id = ? and sequence <= ?""";
  private static final String AFTER =
      """
      select sequence, type, at, data from session_event
      where session_id = ? and sequence > ? order by sequence limit ?""";
  private static final String BEFORE =
      """
      select sequence, type, at, data from session_event
      where session_id = ? and sequence < ? order by sequence desc limit ?""";

  private final JdbcTemplate jdbc;

  EventRepository(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void append(SessionId session, List<TranscriptEvent> events) {
    jdbc.batchUpdate(
        APPEND,
        events,
        events.size(),
        (statement, event) -> {
          statement.setObject(1, session.value());
          statement.setLong(2, event.sequence());
          statement.setString(3, event.type());
          statement.setTimestamp(4, Timestamp.from(event.at()));
          statement.setString(5, event.data().toString());
        });
  }

  /** Gives a session the first events of another one. */
  void copy(SessionId from, SessionId to, long last) {
    jdbc.update(COPY, to.value(), from.value(), last);
  }

  /** Ascending, the first ones after {@code sequence}. */
  List<TranscriptEvent> after(SessionId session, long sequence, int limit) {
    return jdbc.query(AFTER, EventRepository::event, session.value(), sequence, limit);
  }

  /** Ascending, the last ones before {@code sequence}. */
  List<TranscriptEvent> before(SessionId session, long sequence, int limit) {
    return jdbc.query(BEFORE, EventRepository::event, session.value(), sequence, limit).reversed();
  }

  private static TranscriptEvent event(ResultSet row, int number) throws SQLException {
    return new TranscriptEvent(
        row.getLong("sequence"),
        row.getString("type"),
        row.getTimestamp("at").toInstant(),
        AcpJson.MAPPER.readTree(row.getString("data")));
  }
}
