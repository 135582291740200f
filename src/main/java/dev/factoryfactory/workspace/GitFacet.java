package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.GitRefs.Relation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What git says about a workspace's worktree, compared with its base branch.
 *
 * @param revision counted in memory
 * @param branch the branch checked out; {@code null} when HEAD is detached
 * @param head the commit checked out; {@code null} before the first commit
 * @param ahead commits that the base branch does not have
 * @param behind commits of the base branch that this one does not have
 * @param files files that differ from the merge base, untracked ones included
 * @param additions lines added in those files
 * @param deletions lines removed in those files
 * @param uncommitted files that differ from HEAD, untracked ones included
 * @param conflicts files with unresolved conflicts
 * @param hasUpstream whether the branch was pushed to, or made from, a remote one of its own
 * @param aheadOfUpstream commits not pushed yet
 * @param behindUpstream commits not pulled yet
 * @param merged whether the base branch has all commits and nothing is uncommitted, after work was
 *     done
 * @param problem why git could not be read; the other values are then zero
 */
public record GitFacet(
    ProjectId projectId,
    WorkspaceId workspaceId,
    long revision,
    @Nullable String branch,
    @Nullable String head,
    int ahead,
    int behind,
    int files,
    int additions,
    int deletions,
    int uncommitted,
    int conflicts,
    boolean hasUpstream,
    int aheadOfUpstream,
    int behindUpstream,
    boolean merged,
    Instant computedAt,
    @Nullable String problem)
    implements Facet {

  /** What is left to say when git can't be read. */
  static GitFacet unreadable(
      ProjectId projectId, WorkspaceId workspaceId, Instant at, String problem) {
    return new GitFacet(
        projectId,
        workspaceId,
        0,
        null,
        null,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        false,
        0,
        0,
        false,
        at,
        problem);
  }

  GitFacet withRevision(long next) {
    return copy(next, computedAt);
  }

  GitFacet withComputedAt(Instant at) {
    return copy(revision, at);
  }

  /** The same worktree after the refs that it is compared with have moved. */
  GitFacet withDistances(Relation base, Relation upstream, boolean isMerged, Instant at) {
    return new GitFacet(
        projectId,
        workspaceId,
        revision,
        branch,
        head,
        base.ahead(),
        base.behind(),
        files,
        additions,
        deletions,
        uncommitted,
        conflicts,
        hasUpstream,
        upstream.ahead(),
        upstream.behind(),
        isMerged,
        at,
        problem);
  }

  private GitFacet copy(long next, Instant at) {
    return new GitFacet(
        projectId,
        workspaceId,
        next,
        branch,
        head,
        ahead,
        behind,
        files,
        additions,
        deletions,
        uncommitted,
        conflicts,
        hasUpstream,
        aheadOfUpstream,
        behindUpstream,
        merged,
        at,
        problem);
  }
}
