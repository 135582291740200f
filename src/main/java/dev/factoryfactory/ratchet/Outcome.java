package dev.factoryfactory.ratchet;

/** How a dispatch ended; each has exactly one. */
enum Outcome {
  /** What it was sent for is mended. */
  FIXED("Fixed"),
  /** Something was pushed, and it still is not. */
  STILL_RED("Pushed, but it is still red"),
  /** Nothing was pushed; its last words say why. */
  GAVE_UP("Gave up"),
  /** The agent ended before its work did. */
  DIED("The agent died"),
  /** A person, a switch or a limit stopped it. */
  CANCELLED("Cancelled"),
  /** The pull request went on without it. */
  SUPERSEDED("Overtaken by a change");

  private final String title;

  Outcome(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
