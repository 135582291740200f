package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.runscript.RunScriptLog.Match;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * What run scripts wrote. Each appends to a file by itself, so nothing is lost while no server
 * runs; the old part of a long file gives its room on disk back, and offsets stay what they are.
 */
@Component
class RunScriptLogs {

  static final int MAX_PART = 256 * 1024;

  private static final Logger log = LoggerFactory.getLogger(RunScriptLogs.class);
  private static final int MAX_MATCHES = 200;
  private static final int MAX_LINE = 500;
  private static final long BLOCK = 4096;
  private static final Duration TRIM_LIMIT = Duration.ofSeconds(10);

  private final Processes processes;
  private final RunScriptProperties properties;
  private final Path root;
  private volatile boolean canTrim = true;

  RunScriptLogs(
      Processes processes,
      RunScriptProperties properties,
      @Value("${factory-factory.home}") Path home) {
    this.processes = processes;
    this.properties = properties;
    this.root = home.toAbsolutePath().resolve("run-scripts");
  }

  /**
   * Bytes of a log as text.
   *
   * @param to a character that is not written to its end begins here
   */
  record Part(long from, long to, long size, String output) {}

  RunFiles files(WorkspaceId id, int run) {
    return new RunFiles(directory(id).resolve("run-" + run));
  }

  /** Makes the directory of a run and removes the one before the last. */
  RunFiles prepare(WorkspaceId id, int run) throws IOException {
    FileSystemUtils.deleteRecursively(files(id, run - 2).directory());
    var files = files(id, run);
    Files.createDirectories(files.directory());
    return files;
  }

  void delete(WorkspaceId id) throws IOException {
    FileSystemUtils.deleteRecursively(directory(id));
  }

  /**
   * Reads on from an offset.
   *
   * @param after below zero it counts back from the end
   * @param complete whether nothing more will be written, so that a character's start at the end
   *     stands for itself
   */
  Part read(Path file, long after, int limit, boolean complete) throws IOException {
    if (!Files.exists(file)) {
      return new Part(0, 0, 0, "");
    }
    try (var channel = FileChannel.open(file)) {
      long size = channel.size();
      long from = Math.clamp(after < 0 ? size + after : after, kept(size), size);
      var bytes = bytes(channel, from, (int) Math.min(limit, size - from));
      boolean last = complete && from + bytes.length == size;
      int length = last ? bytes.length : Utf8.completeLength(bytes);
      return new Part(
          from, from + length, size, new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
  }

  /** The lines that hold a text, letters' case aside; the last ones when there are many. */
  List<Match> search(Path file, String query) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var channel = FileChannel.open(file)) {
      long size = channel.size();
      long from = kept(size);
      return search(bytes(channel, from, (int) (size - from)), from, query);
    }
  }

  /** Gives back the room of what is not kept any more. Other systems than Linux keep it. */
  void trim(Path file, long size) {
    long surplus = kept(size) / BLOCK * BLOCK;
    if (!canTrim || surplus == 0) {
      return;
    }
    try {
      var command =
          List.of(
              "fallocate", "--punch-hole", "--offset", "0", "--length", "" + surplus, "" + file);
      var parent = file.toAbsolutePath().getParent();
      var trimmed =
          processes.run(
              ProcessSpec.of("trim a log", parent == null ? root : parent, command),
              TRIM_LIMIT,
              4096);
      canTrim = trimmed.succeeded();
    } catch (IOException e) {
      canTrim = false;
      log.debug("No fallocate", e);
    }
    if (!canTrim) {
      log.warn("Logs of run scripts can't be trimmed here: they grow until the next run");
    }
  }

  long keptBytes() {
    return properties.logSize().toBytes();
  }

  /** Where the kept part of a log begins. */
  private long kept(long size) {
    return Math.max(0, size - keptBytes());
  }

  private static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
      // More is there.
    }
    return buffer.position() == length
        ? buffer.array()
        : java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static List<Match> search(byte[] bytes, long offset, String query) {
    var wanted = query.toLowerCase(Locale.ROOT);
    var matches = new ArrayList<Match>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        var line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
        int at = line.toLowerCase(Locale.ROOT).indexOf(wanted);
        if (at >= 0) {
          matches.add(new Match(offset + start, around(line, at)));
        }
        start = i + 1;
      }
    }
    return matches.subList(Math.max(0, matches.size() - MAX_MATCHES), matches.size());
  }

  private static String around(String line, int at) {
    if (line.length() <= MAX_LINE) {
      return line.stripTrailing();
    }
    int from = Math.clamp(at - MAX_LINE / 2L, 0, line.length() - MAX_LINE);
    return line.substring(from, from + MAX_LINE);
  }

  private Path directory(WorkspaceId id) {
    return root.resolve(id.toString());
  }
}
