package dev.factoryfactory.terminal.keeper;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which of a terminal's private modes are on, read from the output as it passes. Whoever joins in
 * the middle needs them: without the other screen, the mouse or bracketed paste a program that set
 * them long ago would look broken.
 */
final class Modes {

  private static final Set<Integer> ALTERNATE_SCREEN = Set.of(47, 1047, 1049);

  private enum At {
    GROUND,
    ESCAPE,
    BRACKET,
    PARAMETERS
  }

  private static final int CURSOR_SHOWN = 25;
  private static final int LONGEST = 64;

  private final Set<Integer> on = new TreeSet<>();
  private final StringBuilder parameters = new StringBuilder();
  private At at = At.GROUND;
  private boolean cursorHidden;

  void pass(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      pass(bytes[i]);
    }
  }

  boolean isOnAlternateScreen() {
    return on.stream().anyMatch(ALTERNATE_SCREEN::contains);
  }

  /** What brings a fresh terminal into these modes. */
  String toSequence() {
    var sequence = new StringBuilder();
    on.forEach(mode -> sequence.append("\u001b[?").append(mode).append('h'));
    return cursorHidden ? sequence.append("\u001b[?25l").toString() : sequence.toString();
  }

  private void pass(byte next) {
    if (next == 0x1B) {
      at = At.ESCAPE;
      return;
    }
    switch (at) {
      case GROUND -> {}
      case ESCAPE -> {
        if (next == 'c') {
          reset();
        }
        at = next == '[' ? At.BRACKET : At.GROUND;
      }
      case BRACKET -> {
        parameters.setLength(0);
        at = next == '?' ? At.PARAMETERS : At.GROUND;
      }
      case PARAMETERS -> parameter(next);
    }
  }

  private void parameter(byte next) {
    if ((next >= '0' && next <= '9') || next == ';') {
      parameters.append((char) next);
      at = parameters.length() > LONGEST ? At.GROUND : At.PARAMETERS;
      return;
    }
    if (next == 'h' || next == 'l') {
      for (var mode : parameters.toString().split(";")) {
        if (!mode.isEmpty() && mode.length() < 6) {
          set(Integer.parseInt(mode), next == 'h');
        }
      }
    }
    at = At.GROUND;
  }

  private void set(int mode, boolean isOn) {
    if (mode == CURSOR_SHOWN) {
      cursorHidden = !isOn;
    } else if (!isOn) {
      on.remove(mode);
    } else if (on.size() < LONGEST) {
      on.add(mode);
    }
  }

  private void reset() {
    on.clear();
    cursorHidden = false;
  }
}
