package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.TimelineEvent.Kind;
import dev.factoryfactory.ratchet.TimelineEvent.More;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ratchet saw, decided and did, per workspace, so that nobody has to guess. */
@Repository
class TimelineRepository {

  /** What is kept of a workspace; older entries go. */
  private static final int KEPT = 5_000;

  private final JdbcClient database;
  private final RatchetJson json;
  private final Clock clock;

  TimelineRepository(JdbcClient database, RatchetJson json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /** A page of it. */
  record Page(List<TimelineEvent> events, @Nullable String before) {}

  /** Adds an entry; joins the transaction of what it tells of. */
  void add(WorkspaceId workspace, Kind kind, String title, More more) {
    var id =
        database
            .sql(
                """
                insert into ratchet_event (workspace_id, at, last_at, kind, title, more)
                values (:workspace, :now, :now, :kind, :title, cast(:more as jsonb)) returning id
                """)
            .param("workspace", workspace.value())
            .param("now", DispatchRepository.at(clock.instant()))
            .param("kind", kind.name())
            .param("title", title)
            .param("more", json.write(more))
            .query(Long.class)
            .single();
    if (id % 100 == 0) {
      prune(workspace);
    }
  }

  /**
   * Adds an entry, or counts it when the last one of its kind since the last deed says the same.
   */
  void addOnce(WorkspaceId workspace, Kind kind, String title, More more) {
    int counted =
        database
            .sql(
                """
                update ratchet_event set count = count + 1, last_at = :now
                where id = (select max(id) from ratchet_event
                    where workspace_id = :workspace
                      and kind in (:kind, 'DISPATCHED', 'OUTCOME', 'ENABLED', 'DISABLED', 'MERGED'))
                  and kind = :kind and title = :title and more = cast(:more as jsonb)
                """)
            .param("now", DispatchRepository.at(clock.instant()))
            .param("workspace", workspace.value())
            .param("kind", kind.name())
            .param("title", title)
            .param("more", json.write(more))
            .update();
    if (counted == 0) {
      add(workspace, kind, title, more);
    }
  }

  /** The newest entries before one, newest first. */
  Page page(WorkspaceId workspace, @Nullable Long before, int limit) {
    var events =
        database
            .sql(
                """
                select * from ratchet_event where workspace_id = :workspace and id < :before
                order by id desc limit :limit
                """)
            .param("workspace", workspace.value())
            .param("before", before == null ? Long.MAX_VALUE : before)
            .param("limit", limit)
            .query(this::row)
            .list();
    return new Page(events, events.size() < limit ? null : events.getLast().id());
  }

  void remove(WorkspaceId workspace) {
    database
        .sql("delete from ratchet_event where workspace_id = :workspace")
        .param("workspace", workspace.value())
        .update();
  }

  private void prune(WorkspaceId workspace) {
    database
        .sql(
            """
            delete from ratchet_event where workspace_id = :workspace and id < (
              select min(id) from (select id from ratchet_event where workspace_id = :workspace
                order by id desc limit :kept) newest)
            """)
        .param("workspace", workspace.value())
        .param("kept", KEPT)
        .update();
  }

  private TimelineEvent row(ResultSet row, int number) throws SQLException {
    var more = json.read(row.getString("more"), More.class);
    return new TimelineEvent(
        row.getString("id"),
        row.getTimestamp("at").toInstant(),
        Kind.valueOf(row.getString("kind")),
        row.getString("title"),
        more.detail(),
        more.headSha(),
        more.sessionId(),
        more.facts(),
        more.checks(),
        more.cost(),
        more.url(),
        row.getInt("count"),
        row.getTimestamp("last_at").toInstant());
  }
}
