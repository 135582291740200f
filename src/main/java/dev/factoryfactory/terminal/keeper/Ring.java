package dev.factoryfactory.terminal.keeper;

import java.util.Arrays;

/** The last part of a terminal's output. Offsets count from the terminal's first byte. */
final class Ring {

  private static final int FIRST_SIZE = 16 * 1024;

  private final int capacity;
  private byte[] bytes = new byte[FIRST_SIZE];
  private long end;

  Ring(int capacity) {
    this.capacity = capacity;
  }

  void append(byte[] source, int count) {
    grow(count);
    for (int done = 0; done < count; ) {
      int at = (int) ((end + done) % bytes.length);
      int part = Math.min(count - done, bytes.length - at);
      System.arraycopy(source, done, bytes, at, part);
      done += part;
    }
    end += count;
  }

  /** Copies from an offset that is kept; answers how many bytes. */
  int read(long offset, byte[] target) {
    int count = (int) Math.min(target.length, end - offset);
    for (int done = 0; done < count; ) {
      int at = (int) ((offset + done) % bytes.length);
      int part = Math.min(count - done, bytes.length - at);
      System.arraycopy(bytes, at, target, done, part);
      done += part;
    }
    return count;
  }

  /**
   * Where a reader may begin who has nothing yet: not in the middle of a character or of an escape
   * sequence. That is after the first line's end, else at the first escape.
   *
   * @param wanted how much of the end it would like
   */
  long safeStart(int wanted) {
    long from = Math.max(start(), end - wanted);
    if (from == 0) {
      return 0;
    }
    for (long at = from; at < end; at++) {
      if (byteAt(at) == '\n') {
        return at + 1;
      }
    }
    for (long at = from; at < end; at++) {
      if (byteAt(at) == 0x1B) {
        return at;
      }
    }
    long at = from;
    while (at < end && (byteAt(at) & 0xC0) == 0x80) {
      at++;
    }
    return at;
  }

  long start() {
    return Math.max(0, end - (bytes.length < capacity ? end : capacity));
  }

  long end() {
    return end;
  }

  private byte byteAt(long offset) {
    return bytes[(int) (offset % bytes.length)];
  }

  /** A terminal that said little takes little memory. */
  private void grow(int more) {
    if (bytes.length < capacity && end + more > bytes.length) {
      long needed = Math.min(capacity, Math.max(2L * bytes.length, end + more));
      bytes = Arrays.copyOf(bytes, (int) needed);
    }
  }
}
