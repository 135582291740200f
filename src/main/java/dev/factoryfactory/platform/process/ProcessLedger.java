package dev.factoryfactory.platform.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of running processes, one small file each, so that a server that starts after a crash
 * knows what the dead one left. Files and not a table: it must be readable before the database
 * runs.
 */
final class ProcessLedger {

  private static final Logger log = LoggerFactory.getLogger(ProcessLedger.class);

  private final Path directory;
  private final JsonMapper json = JsonMapper.builder().build();

  ProcessLedger(Path directory) {
    this.directory = directory;
  }

  void record(LedgerEntry entry) throws IOException {
    Files.createDirectories(directory);
    var draft = directory.resolve(entry.id() + ".draft");
    Files.write(draft, json.writeValueAsBytes(entry));
    Files.move(draft, file(entry.id()), StandardCopyOption.ATOMIC_MOVE);
  }

  void forget(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not remove a ledger entry", e);
    }
  }

  Optional<LedgerEntry> find(String id) {
    return Files.exists(file(id)) ? read(file(id)) : Optional.empty();
  }

  List<LedgerEntry> all() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    var entries = new ArrayList<LedgerEntry>();
    try (var files = Files.newDirectoryStream(directory, "*.json")) {
      files.forEach(file -> read(file).ifPresent(entries::add));
    }
    return entries;
  }

  private Optional<LedgerEntry> read(Path file) {
    try {
      return Optional.of(json.readValue(Files.readAllBytes(file), LedgerEntry.class));
    } catch (IOException | JacksonException e) {
      log.warn("Skipping an unreadable ledger entry {}", file.getFileName(), e);
      return Optional.empty();
    }
  }

  private Path file(String id) {
    return directory.resolve(id + ".json");
  }
}
