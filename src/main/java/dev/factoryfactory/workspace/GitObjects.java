package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes and reads git objects in bulk, byte by byte as they are: no filter, no line-end rule. */
@Component
class GitObjects {

  private static final String FILE_MODE = "100644";

  private final Git git;

  GitObjects(Git git) {
    this.git = git;
  }

  /** Stores files as blobs and answers their ids in the same order. No path may have a line end. */
  List<String> store(Path root, List<Path> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    var input = files.stream().map(Path::toString).collect(Collectors.joining("\n", "", "\n"));
    var ids =
        git.run(
                root,
                Map.of(),
                input.getBytes(StandardCharsets.UTF_8),
                "hash-object",
                "-w",
                "--no-filters",
                "--stdin-paths")
            .lines()
            .toList();
    if (ids.size() != files.size()) {
      throw new IllegalStateException(
          "git stored %d of %d files".formatted(ids.size(), files.size()));
    }
    return ids;
  }

  /** One line of a tree. */
  record TreeLine(String mode, String object, String path) {

    static TreeLine file(String object, String path) {
      return new TreeLine(FILE_MODE, object, path);
    }
  }

  /** Writes a tree with all the lines; objects that are missing on purpose are allowed. */
  String writeTree(Path root, Path scratch, Collection<TreeLine> lines) {
    var index = Map.of("GIT_INDEX_FILE", scratch.resolve("tree-index").toString());
    var input =
        lines.stream()
            .map(line -> line.mode() + " " + line.object() + "\t" + line.path() + "\0")
            .collect(Collectors.joining());
    git.run(
        root,
        index,
        input.getBytes(StandardCharsets.UTF_8),
        "-c",
        "core.protectNTFS=false",
        "-c",
        "core.protectHFS=false",
        "update-index",
        "-z",
        "--index-info");
    return git.run(root, index, "write-tree", "--missing-ok").strip();
  }

  /** Those of the ids that are there, with the type asked for. */
  List<String> existing(Path root, Collection<String> ids, String type) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var input = String.join("\n", ids) + "\n";
    return git.run(
            root,
            Map.of(),
            input.getBytes(StandardCharsets.UTF_8),
            "cat-file",
            "--batch-check=%(objectname) %(objecttype)")
        .lines()
        .filter(line -> line.endsWith(" " + type))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  /** Takes one blob's bytes; must read all of them or none. */
  interface BlobConsumer {
    void accept(int position, InputStream bytes) throws IOException;
  }

  /** Reads blobs one after the other, in order, without holding any of them in memory. */
  void read(Path root, List<String> ids, BlobConsumer consumer) throws IOException {
    if (ids.isEmpty()) {
      return;
    }
    var process = git.start(root, List.of("cat-file", "--batch"));
    var writer = Thread.ofVirtual().start(() -> request(process.stdin(), ids));
    try (var output = new BufferedInputStream(process.stdout(), 1 << 16)) {
      for (int i = 0; i < ids.size(); i++) {
        var header = readLine(output).split(" ");
        if (header.length != 3) {
          throw new IOException("The kept object %s is missing".formatted(ids.get(i)));
        }
        var bytes = new Bounded(output, Long.parseLong(header[2]));
        consumer.accept(i, bytes);
        bytes.skipRest();
        output.read();
      }
    } finally {
      process.stop(Duration.ofSeconds(1));
      writer.interrupt();
    }
  }

  private static void request(OutputStream stdin, List<String> ids) {
    try (stdin) {
      for (var id : ids) {
        stdin.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException readerGone) {
      // The reader stopped early and reports why.
    }
  }

  private static String readLine(InputStream stream) throws IOException {
    var line = new StringBuilder();
    for (int next = stream.read(); next != '\n'; next = stream.read()) {
      if (next < 0) {
        throw new EOFException("git ended before it answered");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  /** The next {@code left} bytes of a stream. */
  private static final class Bounded extends InputStream {

    private final InputStream source;
    private long left;

    Bounded(InputStream source, long left) {
      this.source = source;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      var next = source.read();
      if (next < 0) {
        throw new EOFException("git ended within an object");
      }
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      var count = source.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("git ended within an object");
      }
      left -= count;
      return count;
    }

    void skipRest() throws IOException {
      source.skipNBytes(left);
      left = 0;
    }
  }
}
