package dev.factoryfactory.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where git keeps what it knows of a worktree.
 *
 * @param own the folder of this worktree alone, with its HEAD and index
 * @param common the folder of all worktrees of the repository, with refs and objects
 */
record GitPlace(Path worktree, Path own, Path common) {

  private static final String LINK = "gitdir: ";

  static GitPlace of(Path worktree) throws IOException {
    var own = linked(worktree.resolve(".git"));
    var common = own.resolve(Files.readString(own.resolve("commondir")).strip());
    return new GitPlace(worktree, own, common.normalize());
  }

  /** The folder that the file {@code .git} of a linked worktree or of a submodule names. */
  static Path linked(Path file) throws IOException {
    var link = Files.readString(file).strip();
    if (!link.startsWith(LINK)) {
      throw new IOException("%s is not a linked worktree".formatted(file.getParent()));
    }
    return file.resolveSibling(link.substring(LINK.length())).normalize();
  }

  Path index() {
    return own.resolve("index");
  }
}
