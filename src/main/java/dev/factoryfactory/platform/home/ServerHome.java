package dev.factoryfactory.platform.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The directory that holds everything this server stores. Only its user may look into it.
 *
 * @param directory absolute; exists
 */
public record ServerHome(Path directory) {

  /** Opens the home, making it (for its user alone) when it is not there yet. */
  public static ServerHome open(Path path) throws IOException {
    return new ServerHome(makePrivately(path.toAbsolutePath().normalize()));
  }

  public Path resolve(String name) {
    return directory.resolve(name);
  }

  /** A directory inside the home, made when it is missing. */
  public Path privateDirectory(String name) throws IOException {
    return makePrivately(resolve(name));
  }

  /**
   * Replaces a file as a whole: a reader sees the old text or the new one, and only its user may.
   */
  public static void writePrivately(Path file, String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    try (var channel =
        Files.newByteChannel(
            draft,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            forItsUser(draft, "rw-------"))) {
      channel.write(StandardCharsets.UTF_8.encode(text));
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path makePrivately(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      var parent = directory.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectories(directory, forItsUser(directory, "rwx------"));
    }
    return directory;
  }

  private static FileAttribute<?>[] forItsUser(Path path, String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<java.nio.file.attribute.PosixFilePermission> allowed =
        PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(allowed)};
  }
}
