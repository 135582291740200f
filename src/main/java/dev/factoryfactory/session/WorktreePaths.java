package dev.factoryfactory.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which files belong to a worktree. Links are followed, and what git keeps for itself does
 * not belong to it: who may write there may run programs.
 */
record WorktreePaths(Path worktree) {

  private static final String GIT = ".git";

  /** Whether the path, relative or absolute, existing or not, is a file of the worktree. */
  boolean contains(String path) {
    return resolve(path).isPresent();
  }

  /** Where the path leads; empty when that is outside. */
  Optional<Path> resolve(String path) {
    try {
      var asked = worktree.resolve(path).normalize();
      var real = realPath(asked);
      var root = worktree.toRealPath();
      return real != null && real.startsWith(root) && !isGits(root.relativize(real))
          ? Optional.of(real)
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The real place of the nearest part that exists, and the rest below it. */
  private static @Nullable Path realPath(Path asked) throws IOException {
    for (var part = asked; part != null; part = part.getParent()) {
      if (Files.exists(part)) {
        return part.toRealPath().resolve(part.relativize(asked)).normalize();
      }
      if (Files.isSymbolicLink(part)) {
        // It leads to nothing yet, and writing through it would make that.
        return null;
      }
    }
    return null;
  }

  private static boolean isGits(Path inside) {
    for (var name : inside) {
      if (name.toString().equalsIgnoreCase(GIT)) {
        return true;
      }
    }
    return false;
  }
}
