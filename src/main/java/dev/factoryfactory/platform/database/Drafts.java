package dev.factoryfactory.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Directories in which something is made before it is renamed to its place, so that what a crash
 * interrupts never looks finished.
 *
 * @param pattern the directory in whose parent they are made and whose name theirs begin with
 */
record Drafts(Path pattern) {

  private static final Logger log = LoggerFactory.getLogger(Drafts.class);

  Path create() throws IOException {
    return Files.createTempDirectory(parent(), prefix());
  }

  /** Removes what earlier attempts left behind. */
  void clear() throws IOException {
    try (var left = Files.newDirectoryStream(parent(), prefix() + "*")) {
      for (var draft : left) {
        remove(draft);
      }
    }
  }

  private static void remove(Path draft) {
    try {
      FileSystemUtils.deleteRecursively(draft);
    } catch (IOException stillInUse) {
      log.warn("Could not remove {}; the next start tries again", draft, stillInUse);
    }
  }

  private Path parent() {
    return pattern.resolveSibling(".").normalize();
  }

  private String prefix() {
    return pattern.getFileName() + "-";
  }
}
