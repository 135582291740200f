package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param code its exit code; {@code null} after a signal, and where nobody saw it
 * @param signal the signal that ended it, such as {@code SIGKILL}
 */
record Exit(@Nullable Integer code, @Nullable String signal) {

  /** The process is gone and left no word. */
  static final Exit UNSEEN = new Exit(null, null);

  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = 31;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

  /** Reads the code that a shell gives: above 128 it stands for a signal. */
  static Exit of(int code) {
    int signal = code - SIGNAL_BASE;
    return signal > 0 && signal <= LAST_SIGNAL
        ? new Exit(null, SIGNALS.getOrDefault(signal, "signal " + signal))
        : new Exit(code, null);
  }

  boolean succeeded() {
    return code != null && code == 0;
  }

  /** What a person should know; {@code null} after a success. */
  @Nullable RunScriptProblem problem() {
    if (succeeded()) {
      return null;
    }
    if (signal != null) {
      return failed("The run script was ended by %s.".formatted(signal));
    }
    return code == null
        ? new RunScriptProblem(
            ErrorCode.PROCESS_LOST,
            "The run script ended while no server watched. Its log shows its last words.")
        : failed("The run script exited with code %d. Its log says why.".formatted(code));
  }

  private static RunScriptProblem failed(String message) {
    return new RunScriptProblem(ErrorCode.RUN_SCRIPT_FAILED, message);
  }
}
