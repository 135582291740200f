package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;

/**
 * How large a terminal is, in characters.
 *
 * @param columns 1 to 1000
 * @param rows 1 to 1000
 */
record Size(int columns, int rows) {

  static final Size USUAL = new Size(80, 24);

  private static final int MOST = 1000;

  Size {
    if (columns < 1 || columns > MOST || rows < 1 || rows > MOST) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "A terminal has 1 to %d columns and rows.".formatted(MOST));
    }
  }
}
