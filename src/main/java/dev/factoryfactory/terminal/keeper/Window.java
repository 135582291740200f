package dev.factoryfactory.terminal.keeper;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One onlooker of a terminal, at its own place in the output. */
final class Window {

  private final KeptTerminal terminal;
  private final Wire wire;
  private volatile boolean dropped;

  // Guarded by the terminal's lock.
  long position;
  long movedAt = System.nanoTime();
  int columns;
  int rows;
  boolean gone;

  Window(KeptTerminal terminal, Wire wire, long position) {
    this.terminal = terminal;
    this.wire = wire;
    this.position = position;
  }

  /** What a window has to be told next. */
  sealed interface News {

    record Output(int count) implements News {}

    record Size(int columns, int rows) implements News {}

    record Exit(int code) implements News {}

    record TooSlow() implements News {}

    record Gone() implements News {}
  }

  Wire wire() {
    return wire;
  }

  boolean isDropped() {
    return dropped;
  }

  /**
   * Takes no more notice of it. Its writer may be stuck in the middle of a frame: it gets a moment,
   * then the connection is cut.
   */
  void drop() {
    dropped = true;
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                TimeUnit.SECONDS.sleep(2);
                wire.close();
              } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Tells it everything until it leaves or the shell ends. */
  void serve() throws IOException, InterruptedException {
    var buffer = new byte[Wire.MAX_BYTES / 2];
    var out = wire.out();
    while (true) {
      switch (terminal.await(this, buffer)) {
        case News.Output(int count) -> {
          out.writeByte(Wire.DATA);
          wire.writeBytes(buffer, 0, count);
          out.flush();
          terminal.taken(this, count);
        }
        case News.Size(int newColumns, int newRows) -> {
          out.writeByte(Wire.SIZE);
          out.writeInt(newColumns);
          out.writeInt(newRows);
          out.flush();
        }
        case News.Exit(int code) -> {
          out.writeByte(Wire.EXIT);
          out.writeInt(code);
          out.flush();
          return;
        }
        case News.Gone() -> {
          return;
        }
        case News.TooSlow() -> {
          out.writeByte(Wire.TOO_SLOW);
          out.flush();
          return;
        }
      }
    }
  }

  /** Lets its writer end too, which may wait for output. */
  void leave() {
    terminal.leave(this);
  }

  /** Does what it says until it leaves. */
  void listen() throws IOException {
    var in = wire.in();
    for (int kind = in.read(); kind >= 0; kind = in.read()) {
      switch (kind) {
        case Wire.INPUT -> terminal.input(wire.readBytes());
        case Wire.RESIZE -> terminal.resize(in.readInt(), in.readInt());
        default -> throw new IOException("An unknown frame " + kind);
      }
    }
  }
}
