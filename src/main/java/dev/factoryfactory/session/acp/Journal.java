package dev.factoryfactory.session.acp;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the file to which an agent appends its lines. Knows after each line where the next begins,
 * so that another reader goes on from there. For one thread.
 */
public final class Journal implements Closeable {

  private static final int USUAL_LINE = 256 * 1024;

  private static final int CHUNK = 64 * 1024;

  private final FileChannel file;
  private final int maxLineBytes;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
  private ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private long position;
  private boolean oversized;

  private Journal(FileChannel file, long offset, int maxLineBytes) {
    this.file = file;
    this.position = offset;
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * Opens a journal, making it if its agent has not yet.
   *
   * @param offset where a line begins
   */
  public static Journal open(Path path, long offset, int maxLineBytes) throws IOException {
    var file =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    return new Journal(file, offset, maxLineBytes);
  }

  /** The complete lines of the next stretch of the file; none when nothing new is there. */
  public List<Line> read() throws IOException {
    var lines = new ArrayList<Line>();
    chunk.clear();
    int count = file.read(chunk, position);
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (chunk.array()[i] == '\n') {
        keep(start, i);
        lines.add(take(position + i + 1));
        start = i + 1;
      }
    }
    keep(start, Math.max(start, count));
    position += Math.max(0, count);
    return lines;
  }

  /** What stands behind the last line's end, taken as a line: an agent that died leaves such. */
  public List<Line> readRest() {
    return partial.size() == 0 && !oversized ? List.of() : List.of(take(position));
  }

  /** Whether everything written so far was read. */
  public boolean atEnd() throws IOException {
    return position >= file.size();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void keep(int from, int to) {
    if (oversized || partial.size() + to - from > maxLineBytes) {
      oversized = true;
      forget();
    } else {
      partial.write(chunk.array(), from, to - from);
    }
  }

  private Line take(long end) {
    var message =
        oversized
            ? new AcpMessage.Unreadable("A line of more than " + maxLineBytes + " bytes")
            : AcpMessage.parse(partial.toString(StandardCharsets.UTF_8));
    oversized = false;
    forget();
    return new Line(message, end);
  }

  /** A buffer that grew with one long line would be held as long as its agent lives. */
  private void forget() {
    if (partial.size() > USUAL_LINE) {
      partial = new ByteArrayOutputStream();
    } else {
      partial.reset();
    }
  }

  /**
   * A line.
   *
   * @param end where the next line begins
   */
  public record Line(AcpMessage message, long end) {}
}
