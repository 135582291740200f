package dev.factoryfactory.session;

import dev.factoryfactory.platform.process.SupervisedProcess;
import dev.factoryfactory.session.acp.AcpMessage;
import dev.factoryfactory.session.acp.AcpMessage.Notification;
import dev.factoryfactory.session.acp.AgentInput;
import dev.factoryfactory.session.acp.AgentText;
import dev.factoryfactory.session.acp.Journal;
import dev.factoryfactory.session.acp.Journal.Line;
import dev.factoryfactory.session.acp.ToolChange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * One process of a session as this server sees it: reads its journal in order, writes to its input,
 * notices its end. The file is looked at again after a short pause that grows while nothing comes:
 * that works on every file system and gathers what comes fast.
 */
final class AgentRun {

  private static final Logger log = LoggerFactory.getLogger(AgentRun.class);
  private static final Duration BUSY_PAUSE = Duration.ofMillis(25);
  private static final Duration IDLE_PAUSE = Duration.ofMillis(200);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  private static final int STORING_SHARE = 5;
  private static final int ENOUGH_TEXT = 2048;

  private final int generation;
  private final @Nullable SupervisedProcess process;
  private final Journal journal;
  private final AgentInput input;
  private final Listener listener;
  private final Duration longestPause;
  private long textPauseNanos = SHORTEST_PAUSE.toNanos();
  private final Thread reader;
  private final CompletableFuture<Boolean> finished = new CompletableFuture<>();
  private volatile OptionalInt exitCode = OptionalInt.empty();
  private volatile boolean ended;
  private volatile boolean detached;
  private volatile boolean expecting = true;
  private volatile boolean caughtUp;

  /** Who is told, always on the reading thread. */
  interface Listener {

    void on(AgentRun run, List<Line> lines);

    /** A line that could not be dealt with. */
    void onUndigested(AgentRun run, Line line);

    void onEnd(AgentRun run);
  }

  AgentRun(
      int generation,
      @Nullable SupervisedProcess process,
      Journal journal,
      AgentInput input,
      Listener listener,
      Duration longestPause) {
    this.generation = generation;
    this.process = process;
    this.journal = journal;
    this.input = input;
    this.listener = listener;
    this.longestPause = longestPause;
    this.ended = process == null;
    this.reader = Thread.ofVirtual().name("agent-journal").unstarted(this::follow);
  }

  /**
   * Begins to read.
   *
   * @param atExit run when the process itself has ended, before its end is told
   */
  void begin(Runnable atExit) {
    if (process != null) {
      process.onExit().thenAccept(code -> Thread.startVirtualThread(() -> end(code, atExit)));
    }
    reader.start();
  }

  int generation() {
    return generation;
  }

  /** Whether its process was found gone already when this server looked for it. */
  boolean wasGone() {
    return process == null;
  }

  /** Whether everything was read that was there when it began. */
  boolean caughtUp() {
    return caughtUp;
  }

  OptionalInt exitCode() {
    return exitCode;
  }

  /** Completes when everything the agent wrote was dealt with and its end was stored. */
  CompletableFuture<Boolean> finished() {
    return finished;
  }

  long delivered() {
    return input.delivered();
  }

  void send(List<AgentInput.Line> lines) {
    lines.forEach(input::send);
    if (!lines.isEmpty()) {
      LockSupport.unpark(reader);
    }
  }

  /** Says whether the agent has something to do, so that its journal is looked at more often. */
  void expect(boolean soon) {
    expecting = soon;
  }

  /**
   * Ends the process with all it started.
   *
   * @return completes when nothing of it runs; {@link #finished} when that is stored too
   */
  CompletableFuture<Boolean> terminate(Duration grace) {
    var gone = new CompletableFuture<Boolean>();
    Thread.startVirtualThread(
        () -> {
          try {
            if (process != null) {
              process.stop(grace);
            }
            gone.complete(true);
          } catch (IOException e) {
            log.warn("Could not end an agent", e);
            gone.completeExceptionally(e);
            finished.completeExceptionally(e);
          }
        });
    return gone;
  }

  /** Lets the process go on without this server. */
  void detach() {
    detached = true;
    LockSupport.unpark(reader);
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(OptionalInt code, Runnable atExit) {
    exitCode = code;
    try {
      atExit.run();
    } finally {
      ended = true;
      LockSupport.unpark(reader);
    }
  }

  private void follow() {
    try (journal;
        input) {
      boolean goesOn = true;
      for (int silent = 0; goesOn && !detached; ) {
        boolean last = ended;
        var lines = next();
        if (!lines.isEmpty()) {
          silent = 0;
          tell(lines);
        } else if (!journal.atEnd()) {
          // A long line is read piece by piece; there is nothing to wait for.
          silent = 0;
        } else if (last) {
          tell(journal.readRest());
          listener.onEnd(this);
          goesOn = false;
        } else {
          pause(silent++);
        }
      }
      finished.complete(true);
    } catch (IOException | RuntimeException e) {
      log.error("Stopped reading an agent's journal", e);
      finished.completeExceptionally(e);
    }
  }

  private void pause(int silent) {
    var longest = expecting ? BUSY_PAUSE : IDLE_PAUSE;
    long nanos = Math.min(longest.toNanos(), Duration.ofMillis(1).toNanos() << Math.min(silent, 8));
    caughtUp = true;
    LockSupport.parkNanos(nanos);
  }

  /** What is there; streamed text is given a moment to gather. */
  private List<Line> next() throws IOException {
    var lines = new ArrayList<>(journal.read());
    long until = System.nanoTime() + textPauseNanos;
    while (isOnlyALittleText(lines) && !ended && !detached) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        break;
      }
      LockSupport.parkNanos(Math.min(left, Duration.ofMillis(10).toNanos()));
      lines.addAll(journal.read());
    }
    return lines;
  }

  private static boolean isOnlyALittleText(List<Line> lines) {
    int text = 0;
    for (var line : lines) {
      int length = lengthIfCalm(line.message());
      if (length < 0) {
        return false;
      }
      text += length;
    }
    return !lines.isEmpty() && text < ENOUGH_TEXT;
  }

  /** How much text a message brings, or -1 when it must be shown at once. */
  private static int lengthIfCalm(AcpMessage message) {
    if (!(message instanceof Notification(var method, var params))
        || !method.equals("session/update")) {
      return -1;
    }
    var update = params.path("update");
    var kind = AgentText.raw(update, "sessionUpdate");
    return switch (kind) {
      case "agent_message_chunk", "agent_thought_chunk" -> {
        var text = AgentText.raw(update.path("content"), "text");
        yield text == null ? 0 : text.length();
      }
      case "usage_update" -> 0;
      case "tool_call_update" -> ToolChange.isFinal(update.path("status")) ? -1 : 100;
      case null, default -> -1;
    };
  }

  private void tell(List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    long began = System.nanoTime();
    try {
      listener.on(this, lines);
      gatherFor(System.nanoTime() - began);
    } catch (RuntimeException e) {
      log.warn(
          "Could not deal with {} lines of an agent at once; trying each alone", lines.size(), e);
      lines.forEach(this::tellAlone);
    }
  }

  /**
   * Text is gathered for a few times as long as it takes to store: on a quiet machine it is there
   * at once, and when fifty agents talk at a time, storing does not take all of it.
   */
  private void gatherFor(long tookNanos) {
    long wanted = (3 * textPauseNanos + STORING_SHARE * tookNanos) / 4;
    textPauseNanos = Math.max(SHORTEST_PAUSE.toNanos(), Math.min(longestPause.toNanos(), wanted));
  }

  private void tellAlone(Line line) {
    boolean undone = true;
    while (undone && !detached) {
      try {
        listener.on(this, List.of(line));
        undone = false;
      } catch (RuntimeException e) {
        undone = waitsForDatabase(e) || skip(line, e);
      }
    }
  }

  private boolean skip(Line line, RuntimeException why) {
    log.error("Skipping a line of an agent that can't be dealt with", why);
    try {
      listener.onUndigested(this, line);
      return false;
    } catch (DataAccessException | TransactionException e) {
      return waitsForDatabase(e);
    }
  }

  private static boolean waitsForDatabase(RuntimeException e) {
    boolean outage =
        e instanceof TransactionException
            || (e instanceof DataAccessException
                && !(e instanceof DataIntegrityViolationException));
    if (outage) {
      log.warn("The database does not answer; trying again", e);
      LockSupport.parkNanos(RETRY_PAUSE.toNanos());
    }
    return outage;
  }
}
