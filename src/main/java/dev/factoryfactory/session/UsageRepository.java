package dev.factoryfactory.session;

import dev.factoryfactory.session.acp.AcpUsage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What turns used. A row is written once, at the end of its turn, and outlives its session. */
@Repository
class UsageRepository {

  private final JdbcClient database;

  UsageRepository(JdbcClient database) {
    this.database = database;
  }

  /** Whose turns are summed up. */
  enum Owner {
    SESSION("session_id"),
    WORKSPACE("workspace_id"),
    PROJECT("project_id");

    private final String column;

    Owner(String column) {
      this.column = column;
    }
  }

  /**
   * Books a turn.
   *
   * @param cost what this turn alone cost
   */
  void insert(
      SessionStep step,
      String turnId,
      @Nullable AcpUsage tokens,
      Session.@Nullable Usage context,
      @Nullable BigDecimal cost) {
    var session = step.session();
    database
        .sql(
            """
            insert into turn_usage
              (session_id, turn_id, project_id, workspace_id, agent, model, at, input_tokens,
               output_tokens, cached_tokens, context_used, context_size, cost_amount, cost_currency)
            values (:session, :turn, :project, :workspace, :agent, :model, :at, :input,
               :output, :cached, :used, :size, :cost, :currency)
            on conflict do nothing
            """)
        .param("session", session.id().value())
        .param("turn", turnId)
        .param("project", session.projectId().value())
        .param("workspace", session.workspaceId().value())
        .param("agent", session.agent())
        .param("model", session.model())
        .param("at", Timestamp.from(step.now()))
        .param("input", tokens == null ? null : tokens.input())
        .param("output", tokens == null ? null : tokens.output())
        .param("cached", tokens == null ? null : tokens.cached())
        .param("used", context == null ? null : context.used())
        .param("size", context == null ? null : context.size())
        .param("cost", cost)
        .param("currency", cost == null || context == null ? null : context.costCurrency())
        .update();
  }

  /** The sums by day, agent and currency, from a day on. */
  List<UsageReport.Row> sums(Owner owner, UUID id, LocalDate since, ZoneId zone) {
    return database
        .sql(
            """
            select cast(at at time zone :zone as date) as day, agent, cost_currency,
              count(*) as turns, coalesce(sum(input_tokens), 0) as input_tokens,
              coalesce(sum(output_tokens), 0) as output_tokens,
              coalesce(sum(cached_tokens), 0) as cached_tokens, sum(cost_amount) as cost_amount
            from turn_usage
            where %s = :id and at >= :since
            group by day, agent, cost_currency order by day, agent, cost_currency
            """
                .formatted(owner.column))
        .param("zone", zone.getId())
        .param("id", id)
        .param("since", Timestamp.from(since.atStartOfDay(zone).toInstant()))
        .query((row, _) -> row(row))
        .list();
  }

  private static UsageReport.Row row(ResultSet row) throws SQLException {
    return new UsageReport.Row(
        row.getObject("day", LocalDate.class),
        row.getString("agent"),
        row.getLong("turns"),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        row.getLong("cached_tokens"),
        row.getBigDecimal("cost_amount"),
        row.getString("cost_currency"));
  }
}
