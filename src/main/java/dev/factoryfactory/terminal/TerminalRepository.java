package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of open terminals. */
@Repository
class TerminalRepository {

  private static final String SELECT =
      "select id, project_id, workspace_id, name, created_at from terminal ";
  private static final String OLDEST_FIRST = " order by created_at, id";

  private final JdbcClient database;

  TerminalRepository(JdbcClient database) {
    this.database = database;
  }

  void insert(Terminal terminal) {
    database
        .sql(
            """
            insert into terminal (id, project_id, workspace_id, name, created_at)
            values (:id, :project, :workspace, :name, :createdAt)
            """)
        .param("id", UUID.fromString(terminal.id()))
        .param("project", terminal.projectId().value())
        .param("workspace", terminal.workspaceId().value())
        .param("name", terminal.name())
        .param("createdAt", Timestamp.from(terminal.createdAt()))
        .update();
  }

  boolean rename(String id, String name) {
    return database
            .sql("update terminal set name = :name where id = :id")
            .param("name", name)
            .param("id", UUID.fromString(id))
            .update()
        > 0;
  }

  boolean delete(String id) {
    return database
            .sql("delete from terminal where id = :id")
            .param("id", UUID.fromString(id))
            .update()
        > 0;
  }

  Optional<Terminal> find(String id) {
    return database
        .sql(SELECT + "where id = :id")
        .param("id", UUID.fromString(id))
        .query(TerminalRepository::read)
        .optional();
  }

  List<Terminal> findByWorkspace(WorkspaceId id) {
    return database
        .sql(SELECT + "where workspace_id = :id" + OLDEST_FIRST)
        .param("id", id.value())
        .query(TerminalRepository::read)
        .list();
  }

  /** Every terminal of a project in one query; the reconciler's read. */
  List<Terminal> findByProject(ProjectId id) {
    return database
        .sql(SELECT + "where project_id = :id" + OLDEST_FIRST)
        .param("id", id.value())
        .query(TerminalRepository::read)
        .list();
  }

  List<Terminal> findAll() {
    return database.sql(SELECT + OLDEST_FIRST).query(TerminalRepository::read).list();
  }

  private static Terminal read(ResultSet row, int number) throws SQLException {
    return new Terminal(
        row.getString("id"),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        row.getString("name"),
        row.getTimestamp("created_at").toInstant());
  }
}
