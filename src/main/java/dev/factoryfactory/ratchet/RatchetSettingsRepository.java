package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.ProjectId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What projects want of their fixers, and whether all of them rest. */
@Repository
class RatchetSettingsRepository {

  private final JdbcClient database;
  private final RatchetJson json;

  RatchetSettingsRepository(JdbcClient database, RatchetJson json) {
    this.database = database;
    this.json = json;
  }

  RatchetSettings of(ProjectId project) {
    return database
        .sql("select settings from ratchet_project where project_id = :project")
        .param("project", project.value())
        .query(String.class)
        .optional()
        .map(stored -> json.read(stored, RatchetSettings.class))
        .orElse(RatchetSettings.DEFAULT);
  }

  void put(ProjectId project, RatchetSettings settings) {
    database
        .sql(
            """
            insert into ratchet_project (project_id, settings)
            values (:project, cast(:settings as jsonb))
            on conflict (project_id) do update set settings = excluded.settings
            """)
        .param("project", project.value())
        .param("settings", json.write(settings))
        .update();
  }

  boolean isPaused() {
    return database
        .sql("select paused from ratchet_pause")
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Whether that is another wish than before. */
  boolean setPaused(boolean paused) {
    return 1
        == database
            .sql(
                """
                insert into ratchet_pause (paused) values (:paused)
                on conflict (only_row) do update set paused = excluded.paused
                where ratchet_pause.paused <> excluded.paused
                """)
            .param("paused", paused)
            .update();
  }
}
