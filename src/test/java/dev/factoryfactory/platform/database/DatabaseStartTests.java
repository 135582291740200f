package dev.factoryfactory.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;

class DatabaseStartTests {

  @TempDir Path home;

  @Test
  void startsNothingWhenAnotherDatabaseIsNamed() throws IOException {
    try (var context = context("spring.datasource.url=jdbc:postgresql://db.example.org/ff")) {
      new DatabaseStart().initialize(context);
      context.refresh();

      assertThat(context.getBeanNamesForType(JdbcConnectionDetails.class)).isEmpty();
    }
    assertThat(home.resolve("postgresql")).doesNotExist();
  }

  @Test
  void startsAPostgresThatEndsWithTheContext() throws Exception {
    try (var context = context()) {
      new DatabaseStart().initialize(context);
      context.refresh();
      var details = context.getBean(JdbcConnectionDetails.class);

      try (var connection =
          DriverManager.getConnection(
              details.getJdbcUrl(), details.getUsername(), details.getPassword())) {
        assertThat(connection.isValid(5)).isTrue();
        assertThat(connection.getCatalog()).isEqualTo("factory_factory");
      }
      assertThat(details.toString()).doesNotContain(String.valueOf(details.getPassword()));
    }
    assertThat(Postmaster.of(home.resolve("postgresql/data-18"))).isEmpty();
  }

  private GenericApplicationContext context(String... properties) throws IOException {
    var context = new GenericApplicationContext();
    TestPropertyValues.of(
            "factory-factory.home=" + home,
            "factory-factory.database.version=" + TestPostgres.settings(true).version())
        .and(properties)
        .applyTo(context);
    return context;
  }
}
