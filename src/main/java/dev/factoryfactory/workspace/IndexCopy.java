package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.platform.git.GitFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.FS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lends commands a copy of a worktree's index in which untracked files are listed, so that they are
 * compared too. The user's own index is neither locked nor written.
 */
final class IndexCopy {

  private static final Logger log = LoggerFactory.getLogger(IndexCopy.class);
  private static final ObjectId EMPTY_BLOB =
      ObjectId.fromString("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");

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
      if (!untracked.isEmpty() && !list(place, copy.toFile(), untracked)) {
        listByGit(place, copy, environment);
      }
      return use.with(environment);
    } finally {
      FileTrees.delete(scratch);
    }
  }

  /**
   * Lists the files as if they had been empty, so that git reads each anew and runs its filters.
   *
   * @return whether this index and these names are of the kinds that can be written here
   */
  private static boolean list(GitPlace place, File copy, List<String> untracked)
      throws IOException {
    if (untracked.stream().anyMatch(IndexCopy::isForGit)) {
      return false;
    }
    var written = copy.exists() ? Files.getLastModifiedTime(copy.toPath()) : null;
    try {
      var index = DirCache.read(copy, FS.DETECTED);
      var builder = index.builder();
      builder.keep(0, index.getEntryCount());
      for (var path : untracked) {
        var entry = new DirCacheEntry(path);
        var link = Files.isSymbolicLink(place.worktree().resolve(path));
        entry.setFileMode(link ? FileMode.SYMLINK : FileMode.REGULAR_FILE);
        entry.setObjectId(EMPTY_BLOB);
        builder.add(entry);
      }
      builder.finish();
      if (!index.lock()) {
        throw new IOException("The copy of the index is locked");
      }
      index.write();
      if (!index.commit()) {
        throw new IOException("The copy of the index could not be written");
      }
    } catch (InvalidPathException | CorruptObjectException e) {
      // Kinds of index that only git knows, such as a sparse or a split one.
      log.debug("Git lists the untracked files of {}", place.worktree(), e);
      return false;
    }
    if (written != null) {
      Files.setLastModifiedTime(copy.toPath(), written);
    }
    return true;
  }

  /** Repositories in the worktree are more than files; a name that is not UTF-8 has no text. */
  private static boolean isForGit(String path) {
    return path.endsWith("/") || path.indexOf('\uFFFD') >= 0;
  }

  private void listByGit(GitPlace place, Path copy, Map<String, String> environment) {
    var added =
        git.tryRun(
            place.worktree(),
            environment,
            Duration.ofMinutes(2),
            List.of("add", "--intent-to-add", "--ignore-errors", "--", "."));
    // Exit code 1 says that some files could not be read, which a diff then leaves out.
    if (added.timedOut()
        || added.exitCode() > 1 && !Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
      throw new GitFailure("add", added.exitCode(), added.errorText());
    }
  }
}
