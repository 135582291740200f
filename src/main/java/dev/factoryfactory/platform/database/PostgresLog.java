package dev.factoryfactory.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What the PostgreSQL server writes. The file stays small: a long one is set aside at a start, and
 * of those only the last is kept.
 */
record PostgresLog(Path file) {

  private static final long LONG = 2L << 20;
  private static final int LINES_SHOWN = 5;

  void rotate() throws IOException {
    if (Files.exists(file) && Files.size(file) > LONG) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".old"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The end of the log, for a message. */
  String lastLines() {
    try {
      var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      return String.join(
          " | ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "its log " + file + " can't be read: " + e.getMessage();
    }
  }
}
