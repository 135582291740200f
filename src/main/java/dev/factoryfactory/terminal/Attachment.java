package dev.factoryfactory.terminal;

import dev.factoryfactory.terminal.keeper.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** A window's connection to its terminal. One thread reads; any may type. */
final class Attachment implements Closeable {

  private final Wire wire;
  private final Start start;
  private final Runnable onOutput;
  private final ReentrantLock typing = new ReentrantLock();

  private Attachment(Wire wire, Start start, Runnable onOutput) {
    this.wire = wire;
    this.start = start;
    this.onOutput = onOutput;
  }

  /**
   * Where it begins.
   *
   * @param offset of the first byte that follows
   * @param kept from where on the output is still kept
   * @param end where the past ends: what was written up to here was written before
   * @param modes what brings a fresh terminal into the present modes
   */
  record Start(long offset, long kept, long end, int columns, int rows, String modes) {}

  /** What the terminal says. */
  sealed interface Message {

    record Output(byte[] bytes) implements Message {}

    record Resized(int columns, int rows) implements Message {}

    record Exited(int code) implements Message {}

    record TooSlow() implements Message {}

    record Lost() implements Message {}
  }

  /**
   * Joins a terminal.
   *
   * @param after the offset that is held already; negative for the present screen
   * @param onOutput is told whenever the terminal says something; must not wait
   * @throws IOException also when the keeper knows no such terminal
   */
  static Attachment open(Wire wire, String id, long after, Runnable onOutput) throws IOException {
    try {
      wire.out().writeByte(Wire.ATTACH);
      wire.out().writeUTF(id);
      wire.out().writeLong(after);
      wire.out().flush();
      var in = wire.in();
      if (in.readByte() != Wire.OK) {
        throw new IOException(in.readUTF());
      }
      return new Attachment(
          wire,
          new Start(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readInt(),
              in.readInt(),
              in.readUTF()),
          onOutput);
    } catch (IOException e) {
      wire.close();
      throw e;
    }
  }

  Start start() {
    return start;
  }

  /** Waits for what comes next. */
  Message next() {
    try {
      return switch (wire.in().read()) {
        case Wire.DATA -> output();
        case Wire.SIZE -> new Message.Resized(wire.in().readInt(), wire.in().readInt());
        case Wire.EXIT -> new Message.Exited(wire.in().readInt());
        case Wire.TOO_SLOW -> new Message.TooSlow();
        default -> new Message.Lost();
      };
    } catch (IOException gone) {
      return new Message.Lost();
    }
  }

  private Message output() throws IOException {
    var bytes = wire.readBytes();
    onOutput.run();
    return new Message.Output(bytes);
  }

  /** Types. Waits while the program in the terminal does not read. */
  void input(byte[] bytes) throws IOException {
    typing.lock();
    try {
      for (int at = 0; at < bytes.length; at += Wire.MAX_BYTES) {
        wire.out().writeByte(Wire.INPUT);
        wire.writeBytes(bytes, at, Math.min(Wire.MAX_BYTES, bytes.length - at));
      }
      wire.out().flush();
    } finally {
      typing.unlock();
    }
  }

  void resize(Size size) throws IOException {
    typing.lock();
    try {
      wire.out().writeByte(Wire.RESIZE);
      wire.out().writeInt(size.columns());
      wire.out().writeInt(size.rows());
      wire.out().flush();
    } finally {
      typing.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
