package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.Budget.Kind;
import dev.factoryfactory.ratchet.Budget.Scope;
import dev.factoryfactory.ratchet.RatchetSettings.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what fixers took, from what is stored of each. */
@Repository
class BudgetRepository {

  private final JdbcClient database;
  private final Clock clock;

  BudgetRepository(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Every budget that an order for this pull request draws on; one query. */
  List<Budget> of(ProjectId project, WorkspaceId workspace, @Nullable String prUrl, Limits limits) {
    var now = clock.instant();
    var zone = ZoneId.systemDefault();
    var today = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    return database
        .sql(
            """
            select
              count(*) filter (where pr_url = :url) as per_pull_request,
              count(*) filter (where workspace_id = :workspace and claimed_at >= :today)
                as per_workspace,
              count(*) filter (where project_id = :project and claimed_at >= :today) as per_project,
              coalesce(sum(extract(epoch from coalesce(turn_ended_at, ended_at, :now) - started_at))
                filter (where project_id = :project and claimed_at >= :today), 0) / 60 as minutes,
              coalesce(sum(tokens)
                filter (where project_id = :project and claimed_at >= :today), 0) as tokens,
              coalesce(sum(cost)
                filter (where project_id = :project and claimed_at >= :today), 0) as cost
            from ratchet_dispatch
            where (pr_url = :url or project_id = :project and claimed_at >= :today)
              -- What never reached an agent took nothing.
              and (started_at is not null or state <> 'ENDED' or outcome = 'DIED')
            """)
        .param("url", prUrl == null ? "" : prUrl)
        .param("workspace", workspace.value())
        .param("project", project.value())
        .param("today", DispatchRepository.at(today))
        .param("now", DispatchRepository.at(now))
        .query((row, _) -> budgets(row, limits))
        .single();
  }

  private static List<Budget> budgets(ResultSet row, Limits limits) throws SQLException {
    return List.of(
        budget(
            Scope.PULL_REQUEST,
            Kind.ATTEMPTS,
            row.getBigDecimal("per_pull_request"),
            limits.attemptsPerPullRequest()),
        budget(
            Scope.WORKSPACE,
            Kind.ATTEMPTS,
            row.getBigDecimal("per_workspace"),
            limits.attemptsPerWorkspacePerDay()),
        budget(
            Scope.PROJECT,
            Kind.ATTEMPTS,
            row.getBigDecimal("per_project"),
            limits.attemptsPerProjectPerDay()),
        budget(
            Scope.DAY,
            Kind.MINUTES,
            row.getBigDecimal("minutes").setScale(0, RoundingMode.FLOOR),
            limits.minutesPerDay()),
        budget(Scope.DAY, Kind.TOKENS, row.getBigDecimal("tokens"), limits.tokensPerDay()),
        budget(Scope.DAY, Kind.COST, row.getBigDecimal("cost"), limits.costPerDay()));
  }

  private static Budget budget(Scope scope, Kind kind, BigDecimal used, @Nullable Number limit) {
    return new Budget(scope, kind, used, limit == null ? null : new BigDecimal(limit.toString()));
  }
}
