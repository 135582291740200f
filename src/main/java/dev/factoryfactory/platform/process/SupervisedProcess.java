package dev.factoryfactory.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A running process with everything it started. Ends as a whole: its group, its tree and what left
 * both are found by a marker in their environment.
 */
public final class SupervisedProcess {

  private final LedgerEntry entry;
  private final ProcessHandle handle;
  private final @Nullable Process child;
  private final ProcessTree tree;

  SupervisedProcess(
      LedgerEntry entry, ProcessHandle handle, @Nullable Process child, ProcessTree tree) {
    this.entry = entry;
    this.handle = handle;
    this.child = child;
    this.tree = tree;
  }

  /** The id under which the ledger knows it and {@link Processes#adopt} finds it again. */
  public String id() {
    return entry.id();
  }

  public long pid() {
    return entry.pid();
  }

  public Instant startedAt() {
    return entry.startedAt();
  }

  public boolean isAlive() {
    return handle.isAlive();
  }

  /** Completes with the exit code, or empty when it was adopted and its code is not ours to see. */
  public CompletableFuture<OptionalInt> onExit() {
    if (child != null) {
      return child.onExit().thenApply(ended -> OptionalInt.of(ended.exitValue()));
    }
    return tree.end(entry).thenApply(_ -> OptionalInt.empty());
  }

  /** Its standard output; only of a process that was started with pipes. */
  public InputStream stdout() {
    return piped().getInputStream();
  }

  /** Its standard error; only of a process that was started with pipes. */
  public InputStream stderr() {
    return piped().getErrorStream();
  }

  /** Its standard input; only of a process that was started with pipes. */
  public OutputStream stdin() {
    return piped().getOutputStream();
  }

  /**
   * Asks the process and all its descendants to end, waits for {@code grace}, then kills what is
   * left. Returns when nothing is left.
   *
   * @throws IOException when something could not be killed
   */
  public void stop(Duration grace) throws IOException {
    tree.stop(entry, grace);
  }

  private Process piped() {
    if (child == null || entry.outlivesServer()) {
      throw new IllegalStateException("The streams of a detached process are files");
    }
    return child;
  }
}
