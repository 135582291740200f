package dev.factoryfactory.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash at the worst moment leaves, and that the next start needs no person. */
class EmbeddedPostgresTests {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir static Path unpackedOnce;
  @TempDir Path directory;

  @BeforeEach
  void shareTheUnpackedPrograms() throws IOException {
    var name = "server-" + TestPostgres.settings(true).version();
    var programs = new PostgresArchive().unpackTo(unpackedOnce.resolve(name));
    Files.createSymbolicLink(directory.resolve(name), programs);
  }

  @AfterEach
  void stop() throws IOException {
    prepare().close();
    assertThat(Postmaster.of(data())).isEmpty();
    Files.delete(directory.resolve("server-" + TestPostgres.settings(true).version()));
  }

  @Test
  void keepsConfirmedWritesSafeFromAPowerCut() throws Exception {
    var access = prepare().start();

    assertThat(setting(access, "fsync")).isEqualTo("on");
    assertThat(setting(access, "synchronous_commit")).isEqualTo("on");
    assertThat(setting(access, "full_page_writes")).isEqualTo("on");
    assertThat(setting(access, "listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(setting(access, "unix_socket_directories")).isEmpty();
    assertThat(permissions(data())).isEqualTo("rwx------");
    assertThat(permissions(data().resolve("factory-factory.password"))).isEqualTo("rw-------");
  }

  @Test
  void goesOnWithAServerThatLivedOn() throws Exception {
    var first = prepare().start();
    write(first, "before the crash");
    var postmaster = Postmaster.of(data()).orElseThrow();

    var second = prepare().start();

    assertThat(Postmaster.of(data())).contains(postmaster);
    assertThat(second.port()).isEqualTo(first.port());
    assertThat(read(second)).isEqualTo("before the crash");
  }

  @Test
  void aConfirmedWriteSurvivesTheKilledServer() throws Exception {
    var first = prepare().start();
    write(first, "confirmed");
    killPostmaster();

    assertThat(read(prepare().start())).isEqualTo("confirmed");
  }

  @Test
  void endsABackendThatOutlivedItsServer() throws Exception {
    var access = prepare().start();
    write(access, "confirmed");
    long backend;
    try (var busy = access.connect("postgres")) {
      backend = pid(busy);
      keepBusy(busy);
      awaitBusy(access, backend);
      killPostmaster();
      assertThat(ProcessHandle.of(backend).orElseThrow().isAlive()).isTrue();

      assertThat(read(prepare().start())).isEqualTo("confirmed");
    }
    assertThat(ProcessHandle.of(backend).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void isNotFooledByAPidThatIsNowAStrangers() throws Exception {
    write(prepare().start(), "kept");
    killPostmaster();
    var file = data().resolve(Postmaster.FILE);
    var lines = Files.readAllLines(file);
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(file, lines);

    assertThat(read(prepare().start())).isEqualTo("kept");
  }

  @Test
  void startsInSpiteOfAnEmptyPidFile() throws Exception {
    write(prepare().start(), "kept");
    killPostmaster();
    Files.writeString(data().resolve(Postmaster.FILE), "");

    assertThat(read(prepare().start())).isEqualTo("kept");
  }

  @Test
  void makesTheDataDirectoryAnewWhenMakingItWasInterrupted() throws Exception {
    var half = Files.createDirectories(directory.resolve("init-123/data/base"));
    Files.writeString(half.resolveSibling("PG_VERSION"), "18");

    write(prepare().start(), "works");

    assertThat(directory.resolve("init-123")).doesNotExist();
  }

  @Test
  void unpacksAnewWhenUnpackingWasInterrupted(@TempDir Path other) throws Exception {
    var half = Files.createDirectories(other.resolve("unpack-123/bin"));
    Files.writeString(half.resolve("postgres"), "half");

    var target = new PostgresArchive().unpackTo(other.resolve("server"));

    assertThat(target.resolve("bin/postgres")).isExecutable();
    assertThat(other).isDirectoryContaining("glob:**/server");
    assertThat(other.resolve("unpack-123")).doesNotExist();
  }

  @Test
  void aCleanStopLeavesNothingRunning() throws Exception {
    var postgres = prepare();
    write(postgres.start(), "kept");
    var process = Postmaster.of(data()).orElseThrow().process();

    postgres.close();

    Postmaster.awaitEnd(process, SOON);
    assertThat(read(prepare().start())).isEqualTo("kept");
  }

  private EmbeddedPostgres prepare() throws IOException {
    var processes = new Processes(directory.resolve("processes"), Clock.systemUTC());
    return EmbeddedPostgres.prepare(directory, TestPostgres.settings(true), processes);
  }

  private Path data() {
    return directory.resolve("data-18");
  }

  private void killPostmaster() throws IOException {
    var process = Postmaster.of(data()).orElseThrow().process();
    process.destroyForcibly();
    Postmaster.awaitEnd(process, SOON);
  }

  private static void keepBusy(Connection connection) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (var statement = connection.createStatement()) {
                statement.execute("do $$ begin loop end loop; end $$");
              } catch (SQLException ended) {
                // That is what the test is about.
              }
            });
  }

  /** A backend that waits for a statement would end with its postmaster. */
  private static void awaitBusy(DatabaseAccess access, long backend) throws SQLException {
    try (var connection = access.connect("postgres");
        var question =
            connection.prepareStatement("select state from pg_stat_activity where pid = ?")) {
      question.setLong(1, backend);
      Awaitility.await()
          .until(
              () -> {
                try (var rows = question.executeQuery()) {
                  return rows.next() && "active".equals(rows.getString(1));
                }
              });
    }
  }

  private static long pid(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select pg_backend_pid()")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void write(DatabaseAccess access, String text) throws SQLException {
    try (var connection = access.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create table note (text text)");
      statement.execute("insert into note values ('%s')".formatted(text));
    }
  }

  private static String read(DatabaseAccess access) throws SQLException {
    return query(access, "select text from note");
  }

  private static String setting(DatabaseAccess access, String name) throws SQLException {
    return query(access, "show " + name);
  }

  private static String query(DatabaseAccess access, String sql) throws SQLException {
    try (var connection = access.connect("postgres");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
