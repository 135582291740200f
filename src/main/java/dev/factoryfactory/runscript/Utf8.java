package dev.factoryfactory.runscript;

/** Where UTF-8 may be cut. */
final class Utf8 {

  private static final int LONGEST = 4;

  private Utf8() {}

  /** How many bytes there are without a character at the end that has only begun. */
  static int completeLength(byte[] bytes) {
    for (int back = 1; back < LONGEST && back <= bytes.length; back++) {
      int lead = bytes[bytes.length - back] & 0xFF;
      if (lead < 0x80) {
        return bytes.length;
      }
      if (lead >= 0xC0) {
        return length(lead) > back ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }

  private static int length(int lead) {
    if (lead >= 0xF8) {
      return 1;
    }
    return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  }
}
