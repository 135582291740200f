package dev.factoryfactory.workspace;

import org.jspecify.annotations.Nullable;

/** A file's place, relative to its worktree, with slashes. Also its JSON on the wire. */
public record WorktreeFile(String path) {

  /**
   * A file with its text. Also its JSON on the wire.
   *
   * @param size in bytes
   * @param truncated whether there is more than {@code content} holds
   * @param language by the file's ending, such as {@code java}
   * @param content {@code null} when it is binary
   */
  public record Content(
      String path,
      long size,
      boolean binary,
      boolean truncated,
      @Nullable String language,
      @Nullable String content) {}
}
