package dev.factoryfactory.github;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The pull_request table: at most one for each workspace. */
@Repository
class PullRequestRepository {

  private static final String COLUMNS =
      """
      workspace_id, version, project_id, url, number, title, state, head_sha, ci, review, merge_conflict,
      changed_at, observed_at, problem_code, problem, problem_since\
      """;

  private static final String NOTHING_KNOWN =
      """
      title = null, state = null, head_sha = null, head_since = null, ci = null, review = null,
      merge_conflict = null, changed_at = null, observed_at = null, problem_code = null, problem = null, problem_since = null\
      """;

  private final JdbcClient database;

  PullRequestRepository(JdbcClient database) {
    this.database = database;
  }

  /**
   * A pull request that some workspace is linked to.
   *
   * @param facts what was last read
   * @param headSince since when its head is known
   */
  record Linked(
      PullRequestUrl url,
      PullRequest.@Nullable Facts facts,
      @Nullable Instant headSince,
      boolean troubled) {}

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
              do update set url = excluded.url, number = excluded.number, %s, version = pull_request.version + 1
              where pull_request.url is distinct from excluded.url
            returning %s
            """
                .formatted(NOTHING_KNOWN, COLUMNS))
        .param("workspace", workspace.value())
        .param("project", project.value())
        .param("url", link == null ? null : link.toString())
        .param("number", link == null ? null : link.number())
        .query(PullRequestRepository::facet)
        .optional();
  }

  /** Stores the pull request of a workspace that never had one; else nothing comes back. */
  Optional<PullRequestFacet> putNew(ProjectId project, WorkspaceId workspace, PullRequestUrl link) {
    return database
        .sql(
            """
            insert into pull_request (workspace_id, version, project_id, url, number)
            values (:workspace, 1, :project, :url, :number)
            on conflict (workspace_id) do nothing
            returning %s
            """
                .formatted(COLUMNS))
        .param("workspace", workspace.value())
        .param("project", project.value())
        .param("url", link.toString())
        .param("number", link.number())
        .query(PullRequestRepository::facet)
        .optional();
  }

  /**
   * Stores what was read of a pull request with every workspace that is still linked to it, unless
   * something newer is known.
   *
   * @return the facets in which a reader sees a difference
   */
  List<PullRequestFacet> observe(PullRequestUrl url, PullRequest.Facts facts, Instant headSince) {
    var changedAt = facts.changedAt();
    var changed =
        database
            .sql(
                """
                update pull_request
                set title = :title, state = :state, head_sha = :head, head_since = :since, ci = :ci, review = :review,
                  merge_conflict = :conflict, changed_at = :changed, observed_at = :at, problem_code = null, problem = null,
                  problem_since = null, version = version + 1
                where url = :url and (observed_at is null or observed_at <= :at)
                  and (title, state, head_sha, ci, review, merge_conflict, changed_at, problem_code)
                    is distinct from (:title, :state, :head, :ci, :review, :conflict, cast(:changed as timestamptz), null::text)
                returning %s
                """
                    .formatted(COLUMNS))
            .param("title", facts.title())
            .param("state", facts.state().name())
            .param("head", facts.headSha())
            .param("since", Timestamp.from(headSince))
            .param("ci", facts.ci().name())
            .param("review", facts.review().name())
            .param("conflict", facts.mergeConflict())
            .param("changed", changedAt == null ? null : Timestamp.from(changedAt))
            .param("at", Timestamp.from(facts.observedAt()))
            .param("url", url.toString())
            .query(PullRequestRepository::facet)
            .list();
    database
        .sql(
            """
            update pull_request set observed_at = :at
            where url = :url and head_sha = :head and observed_at < :at
            """)
        .param("at", Timestamp.from(facts.observedAt()))
        .param("head", facts.headSha())
        .param("url", url.toString())
        .update();
    return changed;
  }

  /** Stores why a pull request could not be read; the same reason again changes nothing. */
  List<PullRequestFacet> trouble(PullRequestUrl url, PullRequest.Problem problem) {
    return database
        .sql(
            """
            update pull_request
            set problem_code = :code, problem = :message, problem_since = :since, version = version + 1
            where url = :url and problem_code is distinct from :code
            returning %s
            """
                .formatted(COLUMNS))
        .param("code", problem.code())
        .param("message", problem.message())
        .param("since", Timestamp.from(problem.since()))
        .param("url", url.toString())
        .query(PullRequestRepository::facet)
        .list();
  }

  /** Every pull request that is linked, each once. */
  List<Linked> linked() {
    return database
        .sql(
            """
            select distinct on (url) %s, head_since from pull_request
            where url is not null
            order by url, observed_at desc nulls last
            """
                .formatted(COLUMNS))
        .query(PullRequestRepository::link)
        .list();
  }

  /** What is known of one pull request, if somebody is linked to it. */
  Optional<Linked> linked(PullRequestUrl url) {
    return database
        .sql(
            """
            select %s, head_since from pull_request where url = :url
            order by observed_at desc nulls last limit 1
            """
                .formatted(COLUMNS))
        .param("url", url.toString())
        .query(PullRequestRepository::link)
        .optional();
  }

  /** Every workspace that is linked to a pull request. */
  List<WorkspaceId> workspacesOf(PullRequestUrl url) {
    return database
        .sql("select workspace_id from pull_request where url = :url")
        .param("url", url.toString())
        .query((row, _) -> new WorkspaceId(row.getObject("workspace_id", UUID.class)))
        .list();
  }

  /** Workspaces that have a pull request, or had one and were parted from it. */
  Set<WorkspaceId> knownWorkspaces() {
    return Set.copyOf(
        database
            .sql("select workspace_id from pull_request")
            .query((row, _) -> new WorkspaceId(row.getObject("workspace_id", UUID.class)))
            .list());
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
        url == null ? null : new PullRequest(url, row.getInt("number"), facts(row), problem(row)));
  }

  private static Linked link(ResultSet row, int number) throws SQLException {
    return new Linked(
        PullRequestUrl.parse(row.getString("url")),
        facts(row),
        instant(row, "head_since"),
        row.getString("problem_code") != null);
  }

  private static PullRequest.@Nullable Facts facts(ResultSet row) throws SQLException {
    var observedAt = instant(row, "observed_at");
    return observedAt == null
        ? null
        : new PullRequest.Facts(
            row.getString("title"),
            PullRequest.State.valueOf(row.getString("state")),
            row.getString("head_sha"),
            PullRequest.Ci.valueOf(row.getString("ci")),
            PullRequest.Review.valueOf(row.getString("review")),
            row.getBoolean("merge_conflict"),
            instant(row, "changed_at"),
            observedAt);
  }

  private static PullRequest.@Nullable Problem problem(ResultSet row) throws SQLException {
    var since = instant(row, "problem_since");
    return since == null
        ? null
        : new PullRequest.Problem(row.getString("problem_code"), row.getString("problem"), since);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
