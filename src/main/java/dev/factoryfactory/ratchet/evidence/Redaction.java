package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.platform.text.PrintedLine;

/** Takes secrets out of lines: runners mask only those that were declared to them. */
final class Redaction {

  private Redaction() {}

  static String redact(String line) {
    return PrintedLine.redact(line);
  }
}
