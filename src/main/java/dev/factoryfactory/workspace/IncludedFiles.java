package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Ignored files that belong to a worktree all the same, such as {@code .env}: those that match the
 * patterns of {@code .worktreeinclude} (in .gitignore's syntax) and are ignored by git.
 */
@Component
class IncludedFiles {

  static final String FILE = ".worktreeinclude";

  private final Git git;

  IncludedFiles(Git git) {
    this.git = git;
  }

  /** The listed ignored files below a checkout, by path relative to it. */
  List<String> list(Path checkout) {
    var patterns = checkout.resolve(FILE);
    if (!Files.isRegularFile(patterns, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    var matching =
        Git.splitZero(
            git.run(
                checkout, "ls-files", "-z", "--others", "--ignored", "--exclude-from=" + patterns));
    if (matching.isEmpty()) {
      return List.of();
    }
    var ignored =
        new HashSet<>(
            Git.splitZero(
                git.run(
                    checkout, "ls-files", "-z", "--others", "--ignored", "--exclude-standard")));
    var listed = new ArrayList<>(matching);
    listed.removeIf(path -> !ignored.contains(path) || path.endsWith("/"));
    return listed;
  }

  /**
   * Copies the listed files of the main checkout into a new worktree; what is there already stays.
   */
  void copy(Path root, Path worktree) throws IOException {
    for (var path : list(root)) {
      var target = worktree.resolve(path).normalize();
      if (!FileTrees.isInside(worktree, target)
          || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      Files.createDirectories(target.resolveSibling(".").normalize());
      Files.copy(
          root.resolve(path),
          target,
          LinkOption.NOFOLLOW_LINKS,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
