package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.TimelineEvent.Check;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Why checks failed, once that was found out, and which tests are known to fail by chance. */
@Repository
class EvidenceRepository {

  private final JdbcClient database;
  private final RatchetJson json;
  private final Clock clock;

  EvidenceRepository(JdbcClient database, RatchetJson json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  void put(WorkspaceId workspace, String headSha, String checkId, Check found) {
    database
        .sql(
            """
            insert into ratchet_evidence (workspace_id, check_id, head_sha, name, found, found_at)
            values (:workspace, :check, :head, :name, cast(:found as jsonb), :now)
            on conflict (workspace_id, check_id) do update
              set head_sha = excluded.head_sha, found = excluded.found, found_at = excluded.found_at
            """)
        .param("workspace", workspace.value())
        .param("check", checkId)
        .param("head", headSha)
        .param("name", found.name())
        .param("found", json.write(found))
        .param("now", DispatchRepository.at(clock.instant()))
        .update();
  }

  /** What is known of a head's failed checks, by the run of the check. */
  Map<String, Check> of(WorkspaceId workspace, String headSha) {
    return database
        .sql(
            """
            select found from ratchet_evidence
            where workspace_id = :workspace and head_sha = :head
            """)
        .param("workspace", workspace.value())
        .param("head", headSha)
        .query(String.class)
        .list()
        .stream()
        .map(found -> json.read(found, Check.class))
        .filter(found -> found.checkId() != null)
        .collect(Collectors.toMap(Check::checkId, Function.identity()));
  }

  /** Tests that failed on a commit on which a second run passed: they fail by chance. */
  void passedAfterAll(
      ProjectId project, WorkspaceId workspace, String headSha, Set<String> checks) {
    var tests =
        of(workspace, headSha).values().stream()
            .filter(found -> checks.contains(found.name()))
            .flatMap(found -> found.failedTests().stream())
            .distinct()
            .toList();
    for (var test : tests) {
      database
          .sql(
              """
              insert into ratchet_flaky_test (project_id, test, seen_at)
              values (:project, :test, :now)
              on conflict (project_id, test) do update set seen_at = excluded.seen_at
              """)
          .param("project", project.value())
          .param("test", test)
          .param("now", DispatchRepository.at(clock.instant()))
          .update();
    }
  }

  Set<String> flakyTests(ProjectId project) {
    return Set.copyOf(
        database
            .sql(
                """
                select test from ratchet_flaky_test where project_id = :project
                order by seen_at desc limit 1000
                """)
            .param("project", project.value())
            .query(String.class)
            .list());
  }

  /** Evidence is for decisions on the present head; the timeline keeps what it said. */
  void keepOnly(WorkspaceId workspace, String headSha) {
    database
        .sql(
            """
            delete from ratchet_evidence
            where workspace_id = :workspace and head_sha <> :head
            """)
        .param("workspace", workspace.value())
        .param("head", headSha)
        .update();
  }
}
