package dev.factoryfactory.github;

/** How far a check, a job or a step is; a word of GitHub that is new is UNKNOWN, never PASSED. */
public enum CheckState {
  QUEUED,
  RUNNING,
  PASSED,
  FAILED,
  CANCELLED,
  SKIPPED,
  NEUTRAL,
  ACTION_REQUIRED,
  TIMED_OUT,
  UNKNOWN;

  /**
   * One meaning of GitHub's words.
   *
   * @param value a conclusion once it ended, else a status, in capital letters
   */
  static CheckState of(String value) {
    return switch (value) {
      case "QUEUED", "WAITING", "REQUESTED", "PENDING", "EXPECTED" -> QUEUED;
      case "IN_PROGRESS" -> RUNNING;
      case "SUCCESS" -> PASSED;
      case "FAILURE", "ERROR", "STARTUP_FAILURE" -> FAILED;
      case "CANCELLED" -> CANCELLED;
      case "SKIPPED" -> SKIPPED;
      case "NEUTRAL" -> NEUTRAL;
      case "ACTION_REQUIRED" -> ACTION_REQUIRED;
      case "TIMED_OUT" -> TIMED_OUT;
      default -> UNKNOWN;
    };
  }

  /** Whether it ended, and not well. */
  boolean isBad() {
    return this == FAILED || this == CANCELLED || this == ACTION_REQUIRED || this == TIMED_OUT;
  }
}
