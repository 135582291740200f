package dev.factoryfactory.platform.database;

import dev.factoryfactory.platform.home.Secrets;
import dev.factoryfactory.platform.home.ServerHome;
import dev.factoryfactory.platform.home.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A data directory: made once, all or nothing, and configured anew before each start. */
final class PostgresData {

  static final String USER = "factory_factory";

  private static final Duration INIT_LIMIT = Duration.ofMinutes(2);
  private static final String PASSWORD_FILE = "factory-factory.password";

  private final Path directory;
  private final boolean durable;

  PostgresData(Path directory, boolean durable) {
    this.directory = directory;
    this.durable = durable;
  }

  Path directory() {
    return directory;
  }

  /** The password of the database's owner; lies with the data and is read by its user alone. */
  String password() throws IOException {
    return Files.readString(directory.resolve(PASSWORD_FILE)).strip();
  }

  void initializeIfMissing(PostgresPrograms programs) throws IOException {
    var drafts = new Drafts(directory.resolveSibling("init"));
    drafts.clear();
    if (Files.isDirectory(directory)) {
      return;
    }
    var draft = drafts.create();
    var data = draft.resolve("data");
    var password = draft.resolve(PASSWORD_FILE);
    ServerHome.writePrivately(password, Secrets.random());
    var made = programs.run(INIT_LIMIT, "initdb", arguments(data, password));
    if (!made.succeeded()) {
      throw new StartupRefused(
          "PostgreSQL's data directory could not be made: " + made.errorText());
    }
    Files.move(password, data.resolve(PASSWORD_FILE), StandardCopyOption.ATOMIC_MOVE);
    Files.move(data, directory, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(draft);
  }

  /** Writes the server's settings; what a person set with ALTER SYSTEM still wins over them. */
  void configure(int port) throws IOException {
    ServerHome.writePrivately(directory.resolve("postgresql.conf"), settings(port));
  }

  private List<String> arguments(Path data, Path password) {
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of(
            "--pgdata=" + data,
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C"));
    if (!durable) {
      arguments.add("--no-sync");
    }
    return arguments;
  }

  private String settings(int port) {
    return """
    # Written by Factory Factory at each start. To change a setting for good: ALTER SYSTEM SET.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    password_encryption = 'scram-sha-256'
    max_connections = 40

    fsync = %2$s
    synchronous_commit = %2$s
    full_page_writes = %2$s
    wal_level = minimal
    max_wal_senders = 0
    min_wal_size = 32MB
    max_wal_size = 256MB

    shared_buffers = 32MB
    effective_cache_size = 256MB
    maintenance_work_mem = 32MB
    io_method = sync
    max_logical_replication_workers = 0
    max_parallel_workers_per_gather = 0
    jit = off

    timezone = 'UTC'
    log_timezone = 'UTC'
    log_min_messages = warning
    log_checkpoints = off
    log_line_prefix = '%%m [%%p] '
    """
        .formatted(port, durable ? "on" : "off");
  }
}
