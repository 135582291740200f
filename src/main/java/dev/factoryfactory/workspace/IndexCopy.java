package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lends commands a copy of a worktree's index in which untracked files are listed, so that they are
 * compared too. The user's own index is neither locked nor written.
 */
final class IndexCopy {

  /** A file listed as if it had been empty: git reads it anew and runs its filters. */
  private static final String EMPTY_FILE = "100644 e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\t";

  private final Git git;

  IndexCopy(Git git) {
    this.git = git;
  }

  interface Use<T> {
    T with(Map<String, String> environment);
  }

  <T> T with(GitPlace place, List<String> untracked, Use<T> use) throws IOException {
    var scratch = Files.createTempDirectory("factory-factory-index");
    try {
      var copy = scratch.resolve("index");
      if (Files.exists(place.index())) {
        // With its time: a file is looked into when it may be newer than the index.
        Files.copy(place.index(), copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
      var environment = Map.of("GIT_INDEX_FILE", copy.toString());
      if (!untracked.isEmpty()) {
        list(place.worktree(), untracked, environment);
      }
      return use.with(environment);
    } finally {
      FileTrees.delete(scratch);
    }
  }

  private void list(Path worktree, List<String> untracked, Map<String, String> environment) {
    if (untracked.stream().anyMatch(IndexCopy::isMoreThanAFile)) {
      // Exit code 1 says that some files could not be read, which a diff then leaves out.
      git.tryRun(
          worktree,
          environment,
          Duration.ofMinutes(2),
          List.of("add", "--intent-to-add", "--ignore-errors", "--", "."));
      return;
    }
    // Unlike git add, this looks at nothing but the index.
    var lines = untracked.stream().map(path -> EMPTY_FILE + path + "\0");
    git.run(
        worktree,
        environment,
        lines.collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8),
        "update-index",
        "-z",
        "--index-info");
  }

  /** A repository in the worktree; and a name that is not UTF-8 can't be said here. */
  private static boolean isMoreThanAFile(String path) {
    return path.endsWith("/") || path.indexOf('\uFFFD') >= 0;
  }
}
