package dev.factoryfactory.workspace;

import org.jspecify.annotations.Nullable;

/**
 * How one file differs from the base. Also its JSON on the wire.
 *
 * @param oldPath its name in the base, where that is another
 * @param uncommitted whether it differs from HEAD too
 * @param patch git's unified diff; {@code null} for binary files and where the whole was too large
 * @param patchTruncated whether the patch is cut or left out for its size
 */
public record FileDiff(
    String path,
    @Nullable String oldPath,
    Status status,
    int additions,
    int deletions,
    boolean binary,
    boolean uncommitted,
    @Nullable String patch,
    boolean patchTruncated) {

  /** What happened to the file. */
  public enum Status {
    ADDED,
    MODIFIED,
    DELETED,
    RENAMED,
    COPIED,
    UNTRACKED,
    CONFLICTED
  }
}
