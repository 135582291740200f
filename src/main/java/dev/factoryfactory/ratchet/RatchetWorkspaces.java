package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.WorkspaceId;
import java.util.Optional;

/** Bridge to the worktrees that are mended. */
public interface RatchetWorkspaces {

  /**
   * What is checked out in a workspace; empty when it has no usable worktree now.
   *
   * @throws dev.factoryfactory.kernel.DomainException when git can't say
   */
  Optional<CheckedOut> checkedOut(WorkspaceId workspace);

  /** Whether a commit is part of what is checked out. */
  boolean contains(WorkspaceId workspace, String sha);

  /**
   * Brings the branch that is checked out to the origin, without force.
   *
   * @throws dev.factoryfactory.kernel.DomainException with git's words when that fails
   */
  void push(WorkspaceId workspace);

  /**
   * What a worktree holds.
   *
   * @param branch empty when it is on none
   * @param head the commit
   */
  record CheckedOut(String branch, String head) {}
}
