package dev.factoryfactory.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The output of a setup script: the last part of it in memory and on disk, with offsets that count
 * from its start.
 */
final class SetupLog {

  private static final int MAX_CHARACTERS = 1 << 20;

  /**
   * A part of the log.
   *
   * @param from where it starts; later than asked for when the start is not kept any more
   */
  record Part(String output, long from, long to, boolean truncated) {}

  private final Path file;
  private final StringBuilder kept = new StringBuilder();
  private long dropped;

  SetupLog(Path file) {
    this.file = file;
  }

  /** Reads the log of an earlier run; empty when there is none. */
  static SetupLog load(Path file) throws IOException {
    var log = new SetupLog(file);
    if (Files.exists(file)) {
      log.kept.append(Files.readString(file));
    }
    return log;
  }

  synchronized void append(CharSequence text) {
    kept.append(text);
    if (kept.length() > MAX_CHARACTERS) {
      var surplus = kept.length() - MAX_CHARACTERS / 2;
      kept.delete(0, surplus);
      dropped += surplus;
    }
  }

  synchronized Part after(long offset) {
    var from = Math.clamp(offset, dropped, dropped + kept.length());
    var output = kept.substring((int) (from - dropped));
    return new Part(output, from, from + output.length(), dropped > 0);
  }

  /** Writes what is kept to disk, whole or not at all. */
  void save() throws IOException {
    Files.createDirectories(file.resolveSibling(".").normalize());
    var draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.writeString(draft, after(0).output());
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
