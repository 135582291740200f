package dev.factoryfactory.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerTest;
import dev.factoryfactory.platform.home.ServerHome;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class DatabaseIntegrationTests {

  private final JdbcClient database;
  private final ServerHome home;

  DatabaseIntegrationTests(JdbcClient database, ServerHome home) {
    this.database = database;
    this.home = home;
  }

  @Test
  void isAPostgresOfTheExpectedVersionWithUnicodeText() {
    assertThat(setting("server_version")).startsWith("18.");
    assertThat(setting("server_encoding")).isEqualTo("UTF8");
  }

  @Test
  void hasTheMigrationsOfEveryModule() {
    var tables =
        database
            .sql("select table_name from information_schema.tables where table_schema = 'public'")
            .query(String.class)
            .list();

    assertThat(tables).contains("setting", "flyway_schema_history");
  }

  @Test
  void theHomeIsForItsUserAlone() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())))
        .isEqualTo("rwx------");
  }

  private String setting(String name) {
    return database
        .sql("select current_setting(:name)")
        .param("name", name)
        .query(String.class)
        .single();
  }
}
