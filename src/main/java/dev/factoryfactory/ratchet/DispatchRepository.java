package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetAgents.Fate;
import dev.factoryfactory.ratchet.RatchetFacts.Past;
import dev.factoryfactory.ratchet.TimelineEvent.Cost;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The orders to agents. Whoever moves one on holds its lease and names its fence: a server that was
 * away too long changes nothing any more.
 */
@Repository
class DispatchRepository {

  /** Longer than any step takes, and well under two minutes: a dead server's orders wait for it. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** No pull request has more attempts that matter. */
  private static final int PAST = 100;

  private final JdbcClient database;
  private final RatchetJson json;
  private final Clock clock;
  private final UUID me = UUID.randomUUID();

  DispatchRepository(JdbcClient database, RatchetJson json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Stores an order.
   *
   * @return whether that was possible: not while another one of the workspace is open
   */
  boolean claim(Dispatch order) {
    try {
      database
          .sql(
              """
              insert into ratchet_dispatch (id, workspace_id, project_id, pr_url, head_sha, branch, kind,
                failure_key, attempt, attempts, subject, items, prompt, session_id, state,
                claimed_at, lease_owner, lease_until)
              values (:id, :workspace, :project, :url, :head, :branch, :kind, :key, :attempt, :attempts,
                cast(:subject as jsonb), cast(:items as jsonb), :prompt, :session, 'CLAIMED',
                :now, :me, :until)
              """)
          .param("id", order.id())
          .param("workspace", order.workspaceId().value())
          .param("project", order.projectId().value())
          .param("url", order.prUrl())
          .param("head", order.headSha())
          .param("branch", order.branch())
          .param("kind", order.kind().name())
          .param("key", order.key())
          .param("attempt", order.attempt())
          .param("attempts", order.attempts())
          .param("subject", json.write(order.subject()))
          .param("items", json.write(order.items()))
          .param("prompt", order.prompt())
          .param("session", order.sessionId().value())
          .param("now", at(clock.instant()))
          .param("me", me)
          .param("until", at(clock.instant().plus(LEASE)))
          .update();
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** The order of a workspace that has not ended, if this server may move it on. */
  Optional<Dispatch> lease(WorkspaceId workspace) {
    return database
        .sql(
            """
            update ratchet_dispatch
            set fence = fence + case when lease_owner = :me then 0 else 1 end,
              lease_owner = :me, lease_until = :until
            where workspace_id = :workspace and state <> 'ENDED'
              and (lease_owner = :me or lease_until < :now)
            returning *
            """)
        .param("me", me)
        .param("workspace", workspace.value())
        .param("now", at(clock.instant()))
        .param("until", at(clock.instant().plus(LEASE)))
        .query(this::row)
        .optional();
  }

  Optional<Dispatch> open(WorkspaceId workspace) {
    return database
        .sql("select * from ratchet_dispatch where workspace_id = :workspace and state <> 'ENDED'")
        .param("workspace", workspace.value())
        .query(this::row)
        .optional();
  }

  /** The workspaces with an order that has not ended. */
  List<WorkspaceId> openWorkspaces() {
    return database
        .sql("select workspace_id from ratchet_dispatch where state <> 'ENDED'")
        .query(UUID.class)
        .list()
        .stream()
        .map(WorkspaceId::new)
        .toList();
  }

  /** What an order took so far. */
  Cost cost(Dispatch order) {
    return database
        .sql(
            """
            select tokens, cost, currency,
              coalesce(extract(epoch from coalesce(turn_ended_at, :now) - started_at), 0) as seconds
            from ratchet_dispatch where id = :id
            """)
        .param("now", at(clock.instant()))
        .param("id", order.id())
        .query(
            (row, _) ->
                new Cost(
                    row.getLong("tokens"),
                    row.getBigDecimal("cost"),
                    row.getString("currency"),
                    Math.round(row.getDouble("seconds") / 60)))
        .single();
  }

  /** A pull request's orders that ended, newest first. */
  List<Past> past(String prUrl) {
    return database
        .sql(
            """
            select failure_key, outcome, items from ratchet_dispatch
            where pr_url = :url and state = 'ENDED' order by attempt desc limit :limit
            """)
        .param("url", prUrl)
        .param("limit", PAST)
        .query(
            (row, _) ->
                new Past(
                    row.getString("failure_key"),
                    Outcome.valueOf(row.getString("outcome")),
                    json.texts(row.getString("items"))))
        .list();
  }

  int attempts(String prUrl) {
    return database
        .sql("select coalesce(max(attempt), 0) from ratchet_dispatch where pr_url = :url")
        .param("url", prUrl)
        .query(Integer.class)
        .single();
  }

  /** The session that mended last in a workspace. */
  Optional<SessionId> lastSession(WorkspaceId workspace) {
    return database
        .sql(
            """
            select session_id from ratchet_dispatch where workspace_id = :workspace
            order by claimed_at desc limit 1
            """)
        .param("workspace", workspace.value())
        .query(UUID.class)
        .optional()
        .map(SessionId::new);
  }

  /** The agent has it. */
  boolean started(Dispatch order) {
    return move(order, "STARTED", "started_at = :now");
  }

  /** The agent is done, and this was pushed. */
  boolean pushed(Dispatch order, String sha) {
    return 1
        == database
            .sql(
                """
                update ratchet_dispatch
                set state = 'VERIFYING', pushed_sha = :sha,
                  turn_ended_at = coalesce(turn_ended_at, :now)
                where id = :id and fence = :fence and state = 'STARTED'
                """)
            .param("sha", sha)
            .param("now", at(clock.instant()))
            .param("id", order.id())
            .param("fence", order.fence())
            .update();
  }

  /** What the agent said last and what it cost; told before it ends. */
  void account(Dispatch order, Fate fate) {
    database
        .sql(
            """
            update ratchet_dispatch
            set words = :words, tokens = :tokens, cost = :cost, currency = :currency,
              started_at = coalesce(:started, started_at),
              turn_ended_at = coalesce(:ended, turn_ended_at)
            where id = :id and fence = :fence and state <> 'ENDED'
            """)
        .param("words", fate.words())
        .param("tokens", fate.tokens())
        .param("cost", fate.cost())
        .param("currency", fate.currency())
        .param("started", at(fate.startedAt()))
        .param("ended", at(fate.endedAt()))
        .param("id", order.id())
        .param("fence", order.fence())
        .update();
  }

  /** It is over; true for whoever ended it. */
  boolean end(Dispatch order, Outcome outcome) {
    return 1
        == database
            .sql(
                """
                update ratchet_dispatch set state = 'ENDED', outcome = :outcome, ended_at = :now
                where id = :id and fence = :fence and state <> 'ENDED'
                """)
            .param("outcome", outcome.name())
            .param("now", at(clock.instant()))
            .param("id", order.id())
            .param("fence", order.fence())
            .update();
  }

  void remove(WorkspaceId workspace) {
    database
        .sql("delete from ratchet_dispatch where workspace_id = :workspace")
        .param("workspace", workspace.value())
        .update();
  }

  private boolean move(Dispatch order, String state, String change) {
    return 1
        == database
            .sql(
                "update ratchet_dispatch set state = :state, %s where id = :id and fence = :fence and state = :from"
                    .formatted(change))
            .param("state", state)
            .param("now", at(clock.instant()))
            .param("id", order.id())
            .param("fence", order.fence())
            .param("from", order.state().name())
            .update();
  }

  private Dispatch row(ResultSet row, int number) throws SQLException {
    var outcome = row.getString("outcome");
    return new Dispatch(
        row.getObject("id", UUID.class),
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        row.getString("pr_url"),
        row.getString("head_sha"),
        row.getString("branch"),
        FixKind.valueOf(row.getString("kind")),
        row.getString("failure_key"),
        row.getInt("attempt"),
        row.getObject("attempts", Integer.class),
        json.texts(row.getString("subject")),
        json.texts(row.getString("items")),
        row.getString("prompt"),
        new SessionId(row.getObject("session_id", UUID.class)),
        Dispatch.State.valueOf(row.getString("state")),
        outcome == null ? null : Outcome.valueOf(outcome),
        row.getString("words"),
        row.getString("pushed_sha"),
        row.getTimestamp("claimed_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "turn_ended_at"),
        row.getLong("fence"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  static @Nullable Timestamp at(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
