package dev.factoryfactory.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Whole folders: removing them, and holding paths inside them. */
final class FileTrees {

  private FileTrees() {}

  /** Removes a folder with all in it; never follows a link; nothing there is fine. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            unlock(directory);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Whether a path is really inside a folder: by text and, as far as it exists, by real path, so
   * that no link leads out.
   */
  static boolean isInside(Path folder, Path path) throws IOException {
    var normal = path.toAbsolutePath().normalize();
    var base = folder.toAbsolutePath().normalize();
    if (!normal.startsWith(base) || normal.equals(base)) {
      return false;
    }
    var existing = normal;
    while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.exists(base)) {
      return false;
    }
    // A link that leads nowhere has no real path; it could be made to lead anywhere later.
    return Files.exists(existing) && existing.toRealPath().startsWith(base.toRealPath());
  }

  /** A folder that its owner may not write to could not be emptied. */
  private static void unlock(Path directory) throws IOException {
    if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
      var view =
          Files.getFileAttributeView(
              directory, java.nio.file.attribute.PosixFileAttributeView.class);
      if (view != null) {
        var permissions = EnumSet.copyOf(view.readAttributes().permissions());
        permissions.add(PosixFilePermission.OWNER_READ);
        permissions.add(PosixFilePermission.OWNER_WRITE);
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        view.setPermissions(permissions);
      }
    }
  }
}
