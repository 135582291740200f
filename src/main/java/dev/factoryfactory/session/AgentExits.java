package dev.factoryfactory.session;

import java.util.Map;

/** Says how a process ended. */
final class AgentExits {

  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = 31;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

  private AgentExits() {}

  /** The code in words; above 128 it stands for a signal. */
  static String say(int code) {
    int signal = code - SIGNAL_BASE;
    return signal > 0 && signal <= LAST_SIGNAL
        ? "ended by " + SIGNALS.getOrDefault(signal, "signal " + signal)
        : "exit code " + code;
  }
}
