package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a worktree that must not be lost: tracked and untracked files, listed ignored ones,
 * whole nested repositories, empty folders. Ignored files that nobody listed are left out.
 */
final class WorktreeScan extends SimpleFileVisitor<Path> {

  private static final String USUAL_DIRECTORY = "rwxr-xr-x";

  /** A file found; its path is relative. */
  record Found(Path file, String path, boolean link, String permissions) {}

  private final Path worktree;
  private final Set<String> ignored;
  private final Set<String> listed;
  final List<Found> files = new ArrayList<>();
  final List<KeptManifest.KeptDirectory> directories = new ArrayList<>();
  final List<String> skipped = new ArrayList<>();

  private WorktreeScan(Path worktree, Set<String> ignored, Set<String> listed) {
    this.worktree = worktree;
    this.ignored = ignored;
    this.listed = listed;
  }

  static WorktreeScan of(Path worktree, Git git, List<String> listed) throws IOException {
    var ignored =
        new HashSet<>(
            Git.splitZero(
                git.run(
                    worktree,
                    "ls-files",
                    "-z",
                    "--others",
                    "--ignored",
                    "--exclude-standard",
                    "--directory")));
    var scan = new WorktreeScan(worktree, ignored, Set.copyOf(listed));
    Files.walkFileTree(worktree, scan);
    for (var path : listed) {
      var file = worktree.resolve(path);
      if (scan.isBelowIgnored(path) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        scan.add(
            file,
            path,
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
      }
    }
    return scan;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    if (directory.equals(worktree)) {
      return FileVisitResult.CONTINUE;
    }
    var path = relative(directory);
    if (path.equals(".git") || ignored.contains(path + "/")) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    var permissions = permissions(directory);
    if (!permissions.equals(USUAL_DIRECTORY) || isEmpty(directory)) {
      directories.add(new KeptManifest.KeptDirectory(path, permissions));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    var path = relative(file);
    if (!path.equals(".git") && (!ignored.contains(path) || listed.contains(path))) {
      add(file, path, attributes);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    throw failure;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    return FileVisitResult.CONTINUE;
  }

  private void add(Path file, String path, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      files.add(new Found(file, path, true, "rwxrwxrwx"));
    } else if (attributes.isRegularFile()) {
      files.add(new Found(file, path, false, permissions(file)));
    } else {
      skipped.add(path);
    }
  }

  private boolean isBelowIgnored(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (ignored.contains(path.substring(0, slash + 1))) {
        return true;
      }
    }
    return false;
  }

  private String relative(Path path) throws IOException {
    var text = worktree.relativize(path).toString();
    // What Java could not read as text it could not write again: better to keep nothing than a
    // part.
    if (text.indexOf('\uFFFD') >= 0) {
      throw new IOException("The name of %s is not valid UTF-8".formatted(path));
    }
    return text;
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    }
  }
}
