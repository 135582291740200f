package dev.factoryfactory.ratchet;

import com.zaxxer.hikari.HikariDataSource;
import dev.factoryfactory.platform.database.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real database with this product's tables, for tests without a server. */
final class RatchetDatabase implements AutoCloseable {

  private final HikariDataSource source = new HikariDataSource();

  RatchetDatabase() {
    try {
      var where = TestPostgres.shared().newDatabase();
      source.setJdbcUrl(where.url());
      source.setUsername(where.user());
      source.setPassword(where.password());
      Flyway.configure().dataSource(source).load().migrate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DataSource source() {
    return source;
  }

  @Override
  public void close() {
    source.close();
  }
}
