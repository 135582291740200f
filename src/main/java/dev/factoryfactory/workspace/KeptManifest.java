package dev.factoryfactory.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kept worktree consists of, written as {@code manifest.json} into the commit that keeps it.
 * Paths are relative to the worktree, with slashes.
 *
 * @param format the version of this form
 * @param branch the branch that was checked out; {@code null} when HEAD was detached
 * @param head the commit that was checked out; {@code null} before the first one
 * @param index the object that holds git's index; {@code null} when there was none
 * @param files every file and link
 * @param directories folders that are empty or have unusual permissions
 * @param gitFiles git's own files of this worktree alone, such as MERGE_HEAD
 * @param skipped what can't be kept: sockets, pipes and devices
 */
record KeptManifest(
    int format,
    @Nullable String branch,
    @Nullable String head,
    @Nullable String index,
    List<KeptFile> files,
    List<KeptDirectory> directories,
    List<KeptFile> gitFiles,
    List<String> skipped) {

  static final int FORMAT = 1;

  /**
   * One file.
   *
   * @param link whether it is a symbolic link, whose target is the object's content
   * @param permissions as in {@code rwxr-xr-x}
   * @param object the blob with its bytes
   */
  record KeptFile(String path, boolean link, String permissions, String object) {}

  /** One folder. */
  record KeptDirectory(String path, String permissions) {}
}
