package dev.factoryfactory.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace changed since it left its base branch, working tree and untracked files
 * included. Also its JSON on the wire.
 *
 * @param baseCommit the commit compared with; {@code null} in a repository that had none
 * @param truncated whether files or patches were left out for the size of it all
 */
public record WorkspaceDiff(
    @Nullable String baseBranch,
    @Nullable String baseCommit,
    @Nullable String headCommit,
    int additions,
    int deletions,
    boolean truncated,
    List<FileDiff> files) {

  public WorkspaceDiff {
    files = List.copyOf(files);
  }
}
