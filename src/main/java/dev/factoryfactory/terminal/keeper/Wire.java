package dev.factoryfactory.terminal.keeper;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection between a server and the keeper. The first byte says what the server wants; the
 * keeper answers {@link #OK} or {@link #REFUSED}. A keeper may be older than the server it talks
 * to: whoever changes what is said here raises {@link #VERSION}.
 */
public final class Wire implements Closeable {

  /** Part of the socket's name, so that only those meet that understand each other. */
  public static final int VERSION = 2;

  // What a connection is for.
  public static final int CREATE = 'C';
  public static final int CLOSE = 'K';
  public static final int ATTACH = 'A';
  public static final int WATCH = 'W';
  public static final int QUIT = 'Q';

  // Answers.
  public static final int OK = 'O';
  public static final int REFUSED = 'E';

  // Once attached.
  public static final int DATA = 'D';
  public static final int SIZE = 'S';
  public static final int EXIT = 'X';
  public static final int TOO_SLOW = 'T';
  public static final int INPUT = 'I';
  public static final int RESIZE = 'R';

  /** No frame's payload is longer. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final int READ = 16 * 1024;
  private static final int MAX_ITEMS = 10_000;

  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;

  public Wire(SocketChannel channel) {
    this.channel = channel;
    this.in = new DataInputStream(new Reading(channel));
    this.out = new DataOutputStream(new BufferedOutputStream(new Writing(channel), MAX_BYTES + 64));
  }

  public DataInputStream in() {
    return in;
  }

  /** Whoever writes flushes when a message is whole. */
  public DataOutputStream out() {
    return out;
  }

  public byte[] readBytes() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("A frame of " + length + " bytes");
    }
    return in.readNBytes(length);
  }

  public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
    out.writeInt(length);
    out.write(bytes, offset, length);
  }

  public List<String> readTexts() throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_ITEMS) {
      throw new IOException("A list of " + count + " items");
    }
    var texts = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      texts.add(new String(readBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return texts;
  }

  public void writeTexts(List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (var text : texts) {
      var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      writeBytes(bytes, 0, bytes.length);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The JDK's own streams of a channel let reading and writing wait for each other. */
  private static final class Reading extends InputStream {

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ).limit(0);

    Reading(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(bytes, offset, count);
      return count;
    }

    private boolean fill() throws IOException {
      if (buffer.hasRemaining()) {
        return true;
      }
      buffer.clear();
      int count = channel.read(buffer);
      buffer.flip();
      return count > 0;
    }
  }

  private static final class Writing extends OutputStream {

    private final SocketChannel channel;

    Writing(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      var buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }
}
