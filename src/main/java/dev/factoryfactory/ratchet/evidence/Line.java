package dev.factoryfactory.ratchet.evidence;

/**
 * One line of a log.
 *
 * @param number its place in the raw log, from 1
 * @param text what is quoted: without stamp, colours and control characters
 * @param bare what is matched: also without the marks of whoever passed it on (runner, BuildKit,
 *     compose, task runners)
 * @param millis when the runner wrote it, or -1
 * @param step what {@code gh run view --log} says it belongs to, or empty
 */
record Line(int number, String text, String bare, long millis, String step) {

  /** Whether the runner, or what a script printed in its manner, calls it an error. */
  boolean isError() {
    return text.startsWith("##[error]");
  }

  /** Only says that a step ended badly. */
  boolean isExit() {
    return Boilerplate.isExit(text);
  }
}
