package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ratchet table: one row for every workspace. */
@Repository
class RatchetRepository {

  private static final String COLUMNS = "workspace_id, version, project_id, enabled";

  private final JdbcClient database;

  RatchetRepository(JdbcClient database) {
    this.database = database;
  }

  /** Stores what a workspace wants; nothing comes back when it wanted that already. */
  Optional<RatchetFacet> put(ProjectId project, WorkspaceId workspace, boolean enabled) {
    return database
        .sql(
            """
            insert into ratchet (workspace_id, version, project_id, enabled)
            values (:workspace, 1, :project, :enabled)
            on conflict (workspace_id)
              do update set enabled = excluded.enabled, version = ratchet.version + 1
              where ratchet.enabled <> excluded.enabled
            returning %s
            """
                .formatted(COLUMNS))
        .param("workspace", workspace.value())
        .param("project", project.value())
        .param("enabled", enabled)
        .query(RatchetRepository::facet)
        .optional();
  }

  Optional<RatchetFacet> find(WorkspaceId workspace) {
    return database
        .sql("select %s from ratchet where workspace_id = :workspace".formatted(COLUMNS))
        .param("workspace", workspace.value())
        .query(RatchetRepository::facet)
        .optional();
  }

  List<RatchetFacet> findByProject(ProjectId project) {
    return database
        .sql("select %s from ratchet where project_id = :project".formatted(COLUMNS))
        .param("project", project.value())
        .query(RatchetRepository::facet)
        .list();
  }

  void remove(WorkspaceId workspace) {
    database
        .sql("delete from ratchet where workspace_id = :workspace")
        .param("workspace", workspace.value())
        .update();
  }

  private static RatchetFacet facet(ResultSet row, int number) throws SQLException {
    return new RatchetFacet(
        new ProjectId(row.getObject("project_id", UUID.class)),
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        row.getLong("version"),
        row.getBoolean("enabled"),
        RatchetState.IDLE);
  }
}
