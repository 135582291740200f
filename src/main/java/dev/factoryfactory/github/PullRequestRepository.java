package dev.factoryfactory.github;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The pull_request table: at most one for each workspace. */
@Repository
class PullRequestRepository {

  private static final String COLUMNS = "workspace_id, version, project_id, url, number";

  private final JdbcClient database;

  PullRequestRepository(JdbcClient database) {
    this.database = database;
  }

  /**
   * Stores which pull request is a workspace's; nothing comes back when it was that already.
   *
   * @param link {@code null} for none
   */
  Optional<PullRequestFacet> put(
      ProjectId project, WorkspaceId workspace, @Nullable PullRequestUrl link) {
    return database
        .sql(
            """
            insert into pull_request (workspace_id, version, project_id, url, number)
            values (:workspace, 1, :project, :url, :number)
            on conflict (workspace_id)
              do update set url = excluded.url, number = excluded.number, version = pull_request.version + 1
              where pull_request.url is distinct from excluded.url
            returning %s
            """
                .formatted(COLUMNS))
        .param("workspace", workspace.value())
        .param("project", project.value())
        .param("url", link == null ? null : link.toString())
        .param("number", link == null ? null : link.number())
        .query(PullRequestRepository::facet)
        .optional();
  }

  Optional<PullRequestFacet> find(WorkspaceId workspace) {
    return database
        .sql("select %s from pull_request where workspace_id = :workspace".formatted(COLUMNS))
        .param("workspace", workspace.value())
        .query(PullRequestRepository::facet)
        .optional();
  }

  List<PullRequestFacet> findByProject(ProjectId project) {
    return database
        .sql("select %s from pull_request where project_id = :project".formatted(COLUMNS))
        .param("project", project.value())
        .query(PullRequestRepository::facet)
        .list();
  }

  void remove(WorkspaceId workspace) {
    database
        .sql("delete from pull_request where workspace_id = :workspace")
        .param("workspace", workspace.value())
        .update();
  }

  private static PullRequestFacet facet(ResultSet row, int number) throws SQLException {
    var url = row.getString("url");
    return new PullRequestFacet(
        new ProjectId(row.getObject("project_id", UUID.class)),
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        row.getLong("version"),
        url == null ? null : new PullRequest(url, row.getInt("number"), null));
  }
}
