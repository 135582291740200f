package dev.factoryfactory.platform.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How to connect to a running PostgreSQL of ours. */
record DatabaseAccess(int port, String user, String password) {

  /** Exists in every PostgreSQL server. */
  private static final String MAINTENANCE = "postgres";

  private static final Duration PAUSE = Duration.ofMillis(20);

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    return DriverManager.getConnection(url(database), properties);
  }

  /** Waits until the server accepts our password, as long as {@code alive} says it runs. */
  boolean answers(BooleanSupplier alive, Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (alive.getAsBoolean() && System.nanoTime() < deadline) {
      try (var connection = connect(MAINTENANCE)) {
        return connection.isValid(5);
      } catch (SQLException starting) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return false;
  }

  /** Makes the database unless it is there. */
  void createIfMissing(String database) throws IOException {
    try (var connection = connect(MAINTENANCE)) {
      if (!exists(connection, database)) {
        try (var statement = connection.createStatement()) {
          statement.execute("create database " + statement.enquoteIdentifier(database, true));
        }
      }
    } catch (SQLException e) {
      throw new IOException("The database %s could not be made".formatted(database), e);
    }
  }

  private static boolean exists(Connection connection, String database) throws SQLException {
    try (var query =
        connection.prepareStatement("select 1 from pg_catalog.pg_database where datname = ?")) {
      query.setString(1, database);
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  public String toString() {
    return "%s@127.0.0.1:%d".formatted(user, port);
  }
}
