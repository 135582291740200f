package dev.factoryfactory.platform.database;

import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The PostgreSQL server that all tests of one run share. It lies under {@code target}, where a
 * later run finds it ready made; runs at the same time take one each.
 */
public final class TestPostgres {

  private static final String PREFIX = "test_";
  private static @Nullable TestPostgres shared;

  private final DatabaseAccess access;

  private TestPostgres(DatabaseAccess access) {
    this.access = access;
  }

  /** Where a database is and who may use it. */
  public record Database(String url, String user, String password) {}

  public static synchronized TestPostgres shared() throws IOException {
    var started = shared == null ? start() : shared;
    shared = started;
    return started;
  }

  /** An empty database that nobody else uses. */
  public Database newDatabase() throws IOException {
    var name = PREFIX + UUID.randomUUID().toString().replace("-", "");
    access.createIfMissing(name);
    return new Database(access.url(name), access.user(), access.password());
  }

  /** The settings of this build, with or without the care that a power cut would need. */
  static DatabaseProperties settings(boolean durable) throws IOException {
    var properties =
        PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
    return new DatabaseProperties(
        properties.getProperty("factory-factory.database.version"), durable);
  }

  private static TestPostgres start() throws IOException {
    var directory = takeDirectory();
    var processes = new Processes(directory.resolve("processes"), Clock.systemUTC());
    var postgres = EmbeddedPostgres.prepare(directory, settings(false), processes);
    var access = postgres.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
    dropLeftovers(access);
    return new TestPostgres(access);
  }

  /** The first directory that no other run holds. Its lock is given back when this JVM ends. */
  private static Path takeDirectory() throws IOException {
    for (int number = 1; ; number++) {
      var directory = Path.of("target", "test-postgresql", "" + number).toAbsolutePath();
      Files.createDirectories(directory);
      var channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return directory;
      }
      channel.close();
    }
  }

  private static void dropLeftovers(DatabaseAccess access) throws IOException {
    try (var connection = access.connect("postgres");
        var statement = connection.createStatement()) {
      var names = new ArrayList<String>();
      try (var rows =
          statement.executeQuery("select datname from pg_database where datname like 'test\\_%'")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      for (var name : names) {
        statement.execute("drop database if exists %s with (force)".formatted(name));
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
