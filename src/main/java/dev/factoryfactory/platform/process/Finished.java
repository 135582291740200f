package dev.factoryfactory.platform.process;

import java.nio.charset.StandardCharsets;

/**
 * How a command ended.
 *
 * @param exitCode the program's exit code; 128 + signal where a signal ended it
 * @param stdout what it wrote, up to the limit asked for
 * @param stderr what it wrote, up to the limit asked for
 * @param truncated whether a stream was longer than the limit
 * @param timedOut whether it was stopped because its time was over
 */
public record Finished(
    int exitCode, byte[] stdout, byte[] stderr, boolean truncated, boolean timedOut) {

  public boolean succeeded() {
    return exitCode == 0 && !timedOut;
  }

  /** Standard output as UTF-8 text. */
  public String text() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  /** Standard error as UTF-8 text without blank ends. */
  public String errorText() {
    return new String(stderr, StandardCharsets.UTF_8).strip();
  }
}
