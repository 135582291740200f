package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was done on GitHub for one head, so that it is done once. */
@Repository
class ActionRepository {

  private final JdbcClient database;
  private final Clock clock;

  ActionRepository(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A second run of a check was asked for. */
  void rerun(WorkspaceId workspace, String headSha, String check, String checkId) {
    done(workspace, "RERUN", headSha + " " + check, checkId);
  }

  /** By name, the runs of this head's checks that were started again. */
  Map<String, String> reruns(WorkspaceId workspace, String headSha) {
    var found = new HashMap<String, String>();
    database
        .sql(
            """
            select subject, detail from ratchet_action
            where workspace_id = :workspace and action = 'RERUN'
              and starts_with(subject, :head)
            """)
        .param("workspace", workspace.value())
        .param("head", headSha + " ")
        .query(
            row -> {
              found.put(
                  row.getString("subject").substring(headSha.length() + 1),
                  row.getString("detail"));
            });
    return found;
  }

  /** GitHub was told to merge this head. */
  void merge(WorkspaceId workspace, String headSha) {
    done(workspace, "MERGE", headSha, "");
  }

  boolean mergeTried(WorkspaceId workspace, String headSha) {
    return database
            .sql(
                """
                select count(*) from ratchet_action
                where workspace_id = :workspace and action = 'MERGE' and subject = :head
                """)
            .param("workspace", workspace.value())
            .param("head", headSha)
            .query(Integer.class)
            .single()
        > 0;
  }

  private void done(WorkspaceId workspace, String action, String subject, String detail) {
    database
        .sql(
            """
            insert into ratchet_action (workspace_id, action, subject, detail, done_at)
            values (:workspace, :action, :subject, :detail, :now)
            on conflict do nothing
            """)
        .param("workspace", workspace.value())
        .param("action", action)
        .param("subject", subject)
        .param("detail", detail)
        .param("now", DispatchRepository.at(clock.instant()))
        .update();
  }
}
