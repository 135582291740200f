package dev.factoryfactory.demo.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A commit that checks run on. */
public record LocalHead(String sha, Path bare) {

  /** Whether it has a file. */
  public boolean has(String file) {
    return read(file) != null;
  }

  /** What a file of it says; {@code null} without that file. */
  public @Nullable String read(String file) {
    try (var repository = new FileRepositoryBuilder().setGitDir(bare.toFile()).build();
        var walk = new RevWalk(repository)) {
      var tree = walk.parseCommit(ObjectId.fromString(sha)).getTree();
      try (var found = TreeWalk.forPath(repository, file, tree)) {
        return found == null
            ? null
            : new String(repository.open(found.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
