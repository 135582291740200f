package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetRow.Shown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ratchet table: one row for every workspace. */
@Repository
class RatchetRepository {

  private final JdbcClient database;
  private final RatchetJson json;
  private final Clock clock;

  RatchetRepository(JdbcClient database, RatchetJson json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /** Stores what a workspace wants; nothing comes back when it wanted that already. */
  Optional<RatchetRow> put(ProjectId project, WorkspaceId workspace, boolean enabled) {
    return database
        .sql(
            """
            insert into ratchet (workspace_id, version, project_id, enabled)
            values (:workspace, 1, :project, :enabled)
            on conflict (workspace_id)
              do update set enabled = excluded.enabled, version = ratchet.version + 1,
                state = 'IDLE', decision = null, reason = null, decided_at = null,
                attempt = null, attempts = null
              where ratchet.enabled <> excluded.enabled
            returning *
            """)
        .param("workspace", workspace.value())
        .param("project", project.value())
        .param("enabled", enabled)
        .query(this::row)
        .optional();
  }

  void setAutoMerge(WorkspaceId workspace, boolean autoMerge) {
    database
        .sql("update ratchet set auto_merge = :wanted where workspace_id = :workspace")
        .param("wanted", autoMerge)
        .param("workspace", workspace.value())
        .update();
  }

  /** Stores what is shown; its version grows only when people see a difference. */
  RatchetRow show(RatchetRow row, Shown shown) {
    return database
        .sql(
            """
            update ratchet set state = :state, decision = :decision, reason = :reason,
              attempt = :attempt, attempts = :attempts, decided_at = :now,
              version = version + case when (state, reason, attempt, attempts) is distinct from
                (:state, :reason, cast(:attempt as integer), cast(:attempts as integer))
                then 1 else 0 end
            where workspace_id = :workspace returning *
            """)
        .param("state", shown.state().name())
        .param("decision", shown.decision() == null ? null : shown.decision().name())
        .param("reason", shown.reason())
        .param("attempt", shown.attempt())
        .param("attempts", shown.attempts())
        .param("now", DispatchRepository.at(clock.instant()))
        .param("workspace", row.workspaceId().value())
        .query(this::row)
        .optional()
        .orElse(row);
  }

  void observed(WorkspaceId workspace, Map<String, String> facts) {
    database
        .sql("update ratchet set observed = cast(:facts as jsonb) where workspace_id = :workspace")
        .param("facts", json.write(facts))
        .param("workspace", workspace.value())
        .update();
  }

  Optional<RatchetRow> find(WorkspaceId workspace) {
    return database
        .sql("select * from ratchet where workspace_id = :workspace")
        .param("workspace", workspace.value())
        .query(this::row)
        .optional();
  }

  List<RatchetRow> findByProject(ProjectId project) {
    return database
        .sql("select * from ratchet where project_id = :project")
        .param("project", project.value())
        .query(this::row)
        .list();
  }

  /** The workspaces that want fixes. */
  List<WorkspaceId> enabled() {
    return database
        .sql("select workspace_id from ratchet where enabled")
        .query(UUID.class)
        .list()
        .stream()
        .map(WorkspaceId::new)
        .toList();
  }

  void remove(WorkspaceId workspace) {
    for (var table : List.of("ratchet", "ratchet_action", "ratchet_evidence")) {
      database
          .sql("delete from %s where workspace_id = :workspace".formatted(table))
          .param("workspace", workspace.value())
          .update();
    }
  }

  private RatchetRow row(ResultSet row, int number) throws SQLException {
    var decision = row.getString("decision");
    return new RatchetRow(
        new ProjectId(row.getObject("project_id", UUID.class)),
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        row.getLong("version"),
        row.getBoolean("enabled"),
        row.getObject("auto_merge", Boolean.class),
        new Shown(
            RatchetState.valueOf(row.getString("state")),
            decision == null ? null : DecisionRule.named(decision),
            row.getString("reason"),
            row.getObject("attempt", Integer.class),
            row.getObject("attempts", Integer.class)),
        DispatchRepository.instant(row, "decided_at"),
        observed(row.getString("observed")));
  }

  private @Nullable Map<String, String> observed(@Nullable String facts) {
    return facts == null ? null : json.words(facts);
  }
}
