package dev.factoryfactory.workspace;

import org.jspecify.annotations.Nullable;

/**
 * How a worktree's branch is made.
 *
 * @param branch its local name
 * @param baseBranch what people call the branch it is compared with
 * @param baseRef the full ref it is compared with
 * @param baseCommit the commit it starts from
 * @param how which git command makes it
 */
record Branching(
    String branch,
    @Nullable String baseBranch,
    @Nullable String baseRef,
    @Nullable String baseCommit,
    How how) {

  Branching as(How other) {
    return new Branching(branch, baseBranch, baseRef, baseCommit, other);
  }

  Branching named(String other) {
    return new Branching(other, baseBranch, baseRef, baseCommit, how);
  }

  enum How {
    /** A new branch at {@code baseCommit}. */
    NEW,
    /** A local branch as it is. */
    LOCAL,
    /** A local branch that is behind its remote one and is moved up to {@code baseCommit}. */
    FAST_FORWARD,
    /** A new local branch that follows the remote one of the same name. */
    TRACK_REMOTE,
    /** A branch without a commit, in a repository without one. */
    UNBORN
  }
}
