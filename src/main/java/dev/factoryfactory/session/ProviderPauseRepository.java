package dev.factoryfactory.session;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The paused provider accounts. */
@Repository
class ProviderPauseRepository {

  private static final String SAVE =
      """
      insert into provider_pause (account, message, until, told, began_at) values (?, ?, ?, ?, ?)
      on conflict (account) do update set message = excluded.message, until = excluded.until,
        told = excluded.told, began_at = excluded.began_at""";

  private final JdbcTemplate jdbc;

  ProviderPauseRepository(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void save(ProviderPause pause) {
    jdbc.update(
        SAVE,
        pause.account(),
        pause.message(),
        Timestamp.from(pause.until()),
        pause.told(),
        Timestamp.from(pause.beganAt()));
  }

  void delete(String account) {
    jdbc.update("delete from provider_pause where account = ?", account);
  }

  List<ProviderPause> findAll() {
    return jdbc.query(
        "select account, message, until, told, began_at from provider_pause",
        (row, _) ->
            new ProviderPause(
                row.getString("account"),
                row.getString("message"),
                row.getTimestamp("until").toInstant(),
                row.getBoolean("told"),
                row.getTimestamp("began_at").toInstant()));
  }
}
