package dev.factoryfactory.runscript;

import java.nio.file.Path;

/**
 * The files of one run.
 *
 * @param directory of this run alone
 */
record RunFiles(Path directory) {

  Path log(LogChannel channel) {
    return directory.resolve(channel.wireName() + ".log");
  }

  /** A FIFO that nobody writes to: a dev server that watches for the end of its input goes on. */
  Path stdin(LogChannel channel) {
    return directory.resolve(channel.wireName() + ".stdin");
  }

  /** Holds the exit code once the script has ended. */
  Path exit() {
    return directory.resolve("exit");
  }
}
