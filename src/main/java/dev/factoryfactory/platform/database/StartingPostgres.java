package dev.factoryfactory.platform.database;

import dev.factoryfactory.platform.home.StartupRefused;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A PostgreSQL server that starts in the background; whoever needs it first waits for it. */
final class StartingPostgres {

  private final FutureTask<Running> start;

  StartingPostgres(Callable<EmbeddedPostgres> prepare, String database) {
    this.start = new FutureTask<>(() -> start(prepare.call(), database));
    Thread.ofPlatform().name("postgresql-start").daemon().start(start);
  }

  JdbcConnectionDetails details() {
    var access = await().access();
    return new Details(access.url(await().database()), access.user(), access.password());
  }

  /** Stops the server; one that failed to start has nothing to stop. */
  void close() throws IOException {
    try {
      await().postgres().close();
    } catch (StartupRefused neverStarted) {
      // Reported when the context waited for it.
    }
  }

  private static Running start(EmbeddedPostgres postgres, String database) throws IOException {
    var access = postgres.start();
    access.createIfMissing(database);
    return new Running(postgres, access, database);
  }

  private Running await() {
    try {
      return start.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupRefused("Interrupted while PostgreSQL started", e);
    } catch (ExecutionException e) {
      throw refused(e.getCause());
    }
  }

  private static StartupRefused refused(@Nullable Throwable cause) {
    return cause instanceof StartupRefused refused
        ? refused
        : new StartupRefused("PostgreSQL could not be started: " + cause, cause);
  }

  private record Running(EmbeddedPostgres postgres, DatabaseAccess access, String database) {}

  private record Details(String jdbcUrl, String user, String secret)
      implements JdbcConnectionDetails {

    @Override
    public String getUsername() {
      return user;
    }

    @Override
    public String getPassword() {
      return secret;
    }

    @Override
    public String getJdbcUrl() {
      return jdbcUrl;
    }

    @Override
    public String toString() {
      return "%s as %s".formatted(jdbcUrl, user);
    }
  }
}
