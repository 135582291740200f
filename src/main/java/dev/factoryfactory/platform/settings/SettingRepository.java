package dev.factoryfactory.platform.settings;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored settings; one that was never chosen has no row. */
@Repository
class SettingRepository {

  private final JdbcClient database;
  private final Clock clock;

  SettingRepository(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Map<String, String> all() {
    return database
        .sql("select name, value from setting")
        .query((row, _) -> Map.entry(row.getString("name"), row.getString("value")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void put(String name, String value) {
    database
        .sql(
            """
            insert into setting (name, value, updated_at) values (:name, :value, :now)
            on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at
            """)
        .param("name", name)
        .param("value", value)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  void remove(String name) {
    database.sql("delete from setting where name = :name").param("name", name).update();
  }
}
