package dev.factoryfactory.terminal.keeper;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.pty4j.unix.UnixPtyProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A shell on a pseudo-terminal with the last part of what it said, and the windows that look at it.
 *
 * <p>The shell's output is read no further while a window is {@link #MAX_LAG} behind, so a window
 * that is attached misses nothing. One that takes nothing for {@link #PATIENCE} meanwhile is
 * detached, so none can stop the others for ever. Without a window all is read, and the oldest part
 * forgotten.
 */
final class KeptTerminal {

  static final int KEPT = 1024 * 1024;
  static final int MAX_LAG = KEPT / 2;
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int SCREEN = 64 * 1024;
  private static final int READ = 16 * 1024;
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final String id;
  private final PtyProcess process;
  private final Ring ring = new Ring(KEPT);
  private final Modes modes = new Modes();
  private final List<Window> windows = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int columns;
  private int rows;
  private boolean paused;
  private boolean readToEnd;
  private @Nullable Integer exitCode;

  /** What to run where. */
  record Spec(
      String id,
      String directory,
      List<String> command,
      Map<String, String> environment,
      int columns,
      int rows) {}

  private KeptTerminal(Spec spec, PtyProcess process) {
    this.id = spec.id();
    this.process = process;
    this.columns = spec.columns();
    this.rows = spec.rows();
  }

  /** Starts a shell. Nothing it says is read before {@link #begin}. */
  static KeptTerminal start(Spec spec) throws IOException {
    var process =
        new PtyProcessBuilder(spec.command().toArray(String[]::new))
            .setDirectory(spec.directory())
            .setEnvironment(spec.environment())
            .setInitialColumns(spec.columns())
            .setInitialRows(spec.rows())
            .start();
    return new KeptTerminal(spec, process);
  }

  /**
   * Begins to read. Waiting in native code would hold on to the carrier of a virtual thread.
   *
   * @param ended is called once, when the shell has ended and all it said was read
   */
  void begin(Consumer<KeptTerminal> ended) {
    Thread.ofPlatform().daemon().name("output-" + id).start(this::readAll);
    Thread.ofPlatform()
        .daemon()
        .name("exit-" + id)
        .start(
            () -> {
              awaitEnd();
              ended.accept(this);
            });
  }

  String id() {
    return id;
  }

  long pid() {
    return process.pid();
  }

  int exitCode() {
    return exitCode == null ? -1 : exitCode;
  }

  /** Adds a window. It gets everything from its position on. */
  Window attach(Wire wire, long after) {
    lock.lock();
    try {
      boolean goesOn = after >= ring.start() && after <= ring.end();
      var window = new Window(this, wire, goesOn ? after : ring.safeStart(SCREEN));
      windows.add(window);
      if (!goesOn && modes.isOnAlternateScreen()) {
        redraw();
      }
      return window;
    } finally {
      lock.unlock();
    }
  }

  void detach(Window window) {
    lock.lock();
    try {
      windows.remove(window);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void leave(Window window) {
    lock.lock();
    try {
      window.gone = true;
      windows.remove(window);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something that the window has not yet; never answers nothing. */
  Window.News await(Window window, byte[] buffer) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (window.isDropped()) {
          return new Window.News.TooSlow();
        }
        if (window.gone) {
          return new Window.News.Gone();
        }
        if (window.columns != columns || window.rows != rows) {
          window.columns = columns;
          window.rows = rows;
          return new Window.News.Size(columns, rows);
        }
        if (window.position < ring.end()) {
          return new Window.News.Output(ring.read(window.position, buffer));
        }
        if (readToEnd && exitCode != null) {
          return new Window.News.Exit(exitCode);
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  void taken(Window window, int count) {
    lock.lock();
    try {
      window.position += count;
      window.movedAt = System.nanoTime();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while the program does not read; that is how a paste is slowed down. */
  void input(byte[] bytes) throws IOException {
    var stream = process.getOutputStream();
    stream.write(bytes);
    stream.flush();
  }

  void resize(int newColumns, int newRows) {
    lock.lock();
    try {
      if (columns != newColumns || rows != newRows) {
        columns = newColumns;
        rows = newRows;
        applySize(newColumns, newRows);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What a joining window must know. */
  void describe(Window window) throws IOException {
    lock.lock();
    try {
      window.columns = columns;
      window.rows = rows;
      var out = window.wire().out();
      out.writeLong(window.position);
      out.writeLong(ring.start());
      out.writeLong(ring.end());
      out.writeInt(columns);
      out.writeInt(rows);
      out.writeUTF(modes.toSequence());
    } finally {
      lock.unlock();
    }
  }

  /** Hangs up: the shell and what runs in its foreground are told by the system. */
  void close() {
    if (process instanceof UnixPtyProcess unix) {
      unix.hangup();
    }
    process.destroy();
  }

  private void readAll() {
    var buffer = new byte[READ];
    try {
      var stream = process.getInputStream();
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        append(buffer, count);
      }
    } catch (IOException closed) {
      System.err.println("Terminal " + id + " is closed: " + closed.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finishReading();
    }
  }

  private void append(byte[] buffer, int count) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (paused = isSomebodyBehind(); paused; paused = isSomebodyBehind()) {
        changed.await(1, TimeUnit.SECONDS);
      }
      modes.pass(buffer, count);
      ring.append(buffer, count);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isSomebodyBehind() {
    long now = System.nanoTime();
    boolean behind = false;
    for (var window : List.copyOf(windows)) {
      if (ring.end() - window.position < MAX_LAG) {
        continue;
      }
      if (now - window.movedAt > PATIENCE.toNanos()) {
        window.drop();
        windows.remove(window);
        changed.signalAll();
      } else {
        behind = true;
      }
    }
    return behind;
  }

  private void awaitEnd() {
    try {
      int code = process.waitFor();
      lock.lockInterruptibly();
      try {
        exitCode = code;
        changed.signalAll();
        // What the shell left in the background may hold the terminal open: it is not waited for.
        long left = LAST_WORDS.toNanos();
        while (!readToEnd && left > 0) {
          left = changed.awaitNanos(left);
          left = paused ? LAST_WORDS.toNanos() : left;
        }
        readToEnd = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finishReading() {
    lock.lock();
    try {
      readToEnd = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A program that owns the whole screen paints it anew when its size changes. */
  private void redraw() {
    applySize(columns, Math.max(1, rows - 1));
    applySize(columns, rows);
  }

  private void applySize(int newColumns, int newRows) {
    try {
      process.setWinSize(new WinSize(newColumns, newRows));
    } catch (RuntimeException ended) {
      System.err.println("Terminal " + id + " takes no size: " + ended.getMessage());
    }
  }
}
