package dev.factoryfactory.session.acp;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines into an agent's FIFO, in order, and notes each in a file right after it was written.
 * The next server reads there which lines the agent already has. Between the two the server may
 * die: so it notes before as well what it is about to write, and the next server asks the {@link
 * PromptTrace} about that one line.
 */
public final class AgentInput implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(AgentInput.class);

  /** Up to this size a pipe takes a write as a whole or not at all. */
  private static final int ATOMIC_WRITE = 4096;

  private static final byte[] NEWLINE = {'\n'};

  private final @Nullable FileChannel fifo;
  private final @Nullable FileChannel sent;
  private final @Nullable Intent intent;
  private final LinkedBlockingQueue<Line> queue = new LinkedBlockingQueue<>();
  private final Thread writer;
  private volatile long delivered;
  private boolean reopened;

  private AgentInput(
      @Nullable FileChannel fifo,
      @Nullable FileChannel sent,
      @Nullable Intent intent,
      long delivered,
      String name) {
    this.fifo = fifo;
    this.sent = sent;
    this.intent = intent;
    this.delivered = delivered;
    this.reopened = delivered > 0;
    // A full FIFO blocks its writer, so it must not hold one of the few carrier threads.
    this.writer = Thread.ofPlatform().daemon().name(name).unstarted(this::deliver);
  }

  /**
   * Opens the input of a running agent.
   *
   * @param fifo opened for both directions, so that this neither blocks nor ends with the agent
   * @param sent where delivered lines are noted; what it already holds counts as delivered
   * @param journal what the agent writes
   */
  public static AgentInput open(Path fifo, Path sent, Path journal, String name)
      throws IOException {
    long delivered = countLines(sent);
    var input =
        new AgentInput(
            FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE),
            FileChannel.open(sent, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            Intent.open(sent.resolveSibling(sent.getFileName() + ".next"), journal),
            delivered,
            name);
    input.writer.start();
    return input;
  }

  /** The input of an agent that is gone: takes lines and does nothing with them. */
  public static AgentInput closed() {
    return new AgentInput(null, null, null, 0, "agent-input-closed");
  }

  /** Queues a line; one whose number was delivered before is dropped. */
  public void send(Line line) {
    queue.add(line);
  }

  /** The number of the last line that the agent has. */
  public long delivered() {
    return delivered;
  }

  @Override
  public void close() throws IOException {
    writer.interrupt();
    if (fifo != null && sent != null && intent != null) {
      fifo.close();
      sent.close();
      intent.file().close();
    }
  }

  private void deliver() {
    if (fifo == null || sent == null || intent == null) {
      return;
    }
    try {
      while (true) {
        var line = queue.take();
        if (line.number() > delivered) {
          deliver(line, fifo, sent, intent);
        }
      }
    } catch (InterruptedException | java.nio.channels.ClosedChannelException closed) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.warn("Could not write to an agent", e);
    }
  }

  private void deliver(Line line, FileChannel fifo, FileChannel sent, Intent intent)
      throws IOException, InterruptedException {
    var bytes = (line.text() + "\n").getBytes(StandardCharsets.UTF_8);
    if (!intent.isDone(line)) {
      if (reopened && bytes.length > ATOMIC_WRITE) {
        // The writer before us may have died half-way through this very line.
        write(fifo, NEWLINE);
      }
      intent.note(line);
      write(fifo, bytes);
    }
    reopened = false;
    write(sent, bytes);
    delivered = line.number();
  }

  /**
   * The line that is about to be written.
   *
   * @param number the one that the server before us was about to write; 0 is none
   * @param journalLength how much the agent had written by then
   */
  private record Intent(FileChannel file, Path journal, long number, long journalLength) {

    static Intent open(Path path, Path journal) throws IOException {
      var file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var noted = ByteBuffer.allocate(2 * Long.BYTES);
      // A single small write is there as a whole or not at all.
      return file.read(noted, 0) < noted.capacity()
          ? new Intent(file, journal, 0, 0)
          : new Intent(file, journal, noted.getLong(0), noted.getLong(Long.BYTES));
    }

    void note(Line line) throws IOException {
      long length = Files.exists(journal) ? Files.size(journal) : 0;
      var noted = ByteBuffer.allocate(2 * Long.BYTES).putLong(line.number()).putLong(length).flip();
      file.write(noted, 0);
    }

    boolean isDone(Line line) throws IOException, InterruptedException {
      return line.number() == number && PromptTrace.shows(journal, journalLength, line.text());
    }
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static long countLines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    long count = 0;
    int last = '\n';
    try (var bytes = new BufferedInputStream(Files.newInputStream(file))) {
      for (int next = bytes.read(); next >= 0; next = bytes.read()) {
        last = next;
        count += next == '\n' ? 1 : 0;
      }
    }
    if (last == '\n') {
      return count;
    }
    Files.write(file, NEWLINE, StandardOpenOption.APPEND);
    return count + 1;
  }

  /**
   * A line for the agent.
   *
   * @param number counted from 1 for each process
   */
  public record Line(long number, String text) {}
}
