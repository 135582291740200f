package dev.factoryfactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests ask about processes that are not theirs. */
public final class Pids {

  private Pids() {}

  /** A zombie that nobody has collected yet is dead too. */
  public static boolean isAlive(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return !stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return false;
    }
  }
}
