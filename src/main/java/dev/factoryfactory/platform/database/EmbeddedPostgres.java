package dev.factoryfactory.platform.database;

import dev.factoryfactory.platform.home.StartupRefused;
import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server that belongs to this server. It outlives a killed one: the next start finds
 * it running and goes on with it, or starts it anew and lets it recover by itself.
 */
final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 3;

  private final PostgresData data;
  private final PostgresPrograms programs;
  private final PostgresLog output;

  private EmbeddedPostgres(PostgresData data, PostgresPrograms programs, PostgresLog output) {
    this.data = data;
    this.programs = programs;
    this.output = output;
  }

  /** Makes ready what a start needs: the unpacked programs and a data directory. */
  static EmbeddedPostgres prepare(Path directory, DatabaseProperties settings, Processes processes)
      throws IOException {
    var installation =
        new PostgresArchive().unpackTo(directory.resolve("server-" + settings.version()));
    var programs = new PostgresPrograms(installation, processes);
    var data =
        new PostgresData(directory.resolve("data-" + settings.majorVersion()), settings.durable());
    data.initializeIfMissing(programs);
    return new EmbeddedPostgres(data, programs, new PostgresLog(directory.resolve("server.log")));
  }

  /**
   * Returns when PostgreSQL answers.
   *
   * @throws StartupRefused when it does not start; the message has what it said
   */
  DatabaseAccess start() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var running = reattach();
      if (running.isPresent()) {
        return running.get();
      }
      clearStaleState();
      launch();
    }
    return reattach()
        .orElseThrow(() -> new StartupRefused("PostgreSQL does not start: " + output.lastLines()));
  }

  /** Ends PostgreSQL; statements that run are broken off and nothing confirmed is lost. */
  @Override
  public void close() throws IOException {
    if (Postmaster.of(data.directory()).isPresent()) {
      stop("fast");
    }
  }

  /** Waits for a server that runs on the data directory; one that never answers is ended. */
  private Optional<DatabaseAccess> reattach() throws IOException {
    var found = Postmaster.of(data.directory());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var postmaster = found.get();
    var access = new DatabaseAccess(postmaster.port(), PostgresData.USER, data.password());
    if (access.answers(postmaster::isAlive, ANSWER_LIMIT)) {
      log.info("PostgreSQL runs on port {} (pid {})", access.port(), postmaster.process().pid());
      return Optional.of(access);
    }
    if (postmaster.isAlive()) {
      log.warn("PostgreSQL (pid {}) does not answer and is ended", postmaster.process().pid());
      postmaster.process().destroyForcibly();
      Postmaster.awaitEnd(postmaster.process(), STOP_LIMIT);
    }
    return Optional.empty();
  }

  /**
   * A pid file whose process is gone is PostgreSQL's own to judge. One that names a stranger's pid,
   * or none, would make it refuse for ever.
   */
  private void clearStaleState() throws IOException {
    Postmaster.endOrphans(data.directory());
    if (Postmaster.misleads(data.directory())) {
      Files.delete(data.directory().resolve(Postmaster.FILE));
    }
  }

  private void launch() throws IOException {
    output.rotate();
    data.configure(freePort());
    var started =
        programs.run(
            START_LIMIT,
            "pg_ctl",
            List.of(
                "start",
                "--pgdata=" + data.directory(),
                "--log=" + output.file(),
                "--wait",
                "--timeout=60"));
    if (!started.succeeded()) {
      log.warn("PostgreSQL did not start: {}", output.lastLines());
    }
  }

  private void stop(String mode) throws IOException {
    var stopped =
        programs.run(
            STOP_LIMIT,
            "pg_ctl",
            List.of(
                "stop",
                "--pgdata=" + data.directory(),
                "--mode=" + mode,
                "--wait",
                "--timeout=30"));
    if (!stopped.succeeded()) {
      throw new IOException("PostgreSQL did not stop: " + stopped.errorText());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
