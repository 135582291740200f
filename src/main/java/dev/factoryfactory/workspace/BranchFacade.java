package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.git.Git;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The one way to the branch that a workspace has checked out, as git says it now. */
@Service
public class BranchFacade {

  private final WorkspaceStore store;
  private final BranchPush push;
  private final GitFacets facets;
  private final Git git;

  BranchFacade(WorkspaceStore store, BranchPush push, GitFacets facets, Git git) {
    this.store = store;
    this.push = push;
    this.facets = facets;
    this.git = git;
  }

  /**
   * What a push would bring to the origin.
   *
   * @throws dev.factoryfactory.kernel.DomainException INVALID_STATE when no branch is checked out,
   *     WORKTREE_MISSING
   */
  public Outgoing outgoing(WorkspaceId id) {
    return push.outgoing(store.withWorktree(id));
  }

  /**
   * Pushes the branch that is checked out to the origin, with the user's hooks and without force.
   *
   * @throws dev.factoryfactory.kernel.DomainException GIT_FAILED with git's words; else as {@link
   *     #outgoing}
   */
  public void push(WorkspaceId id) {
    push.push(store.withWorktree(id).worktree());
    facets.warm(id);
  }

  /**
   * The commit that is checked out; empty when there is none.
   *
   * @throws dev.factoryfactory.kernel.DomainException WORKTREE_MISSING
   */
  public Optional<CheckedOut> checkedOut(WorkspaceId id) {
    var worktree = store.withWorktree(id).worktree();
    var head = git.tryRun(worktree, "rev-parse", "--verify", "--quiet", "HEAD");
    if (!head.succeeded()) {
      return Optional.empty();
    }
    var branch = git.tryRun(worktree, "symbolic-ref", "--quiet", "--short", "HEAD");
    return Optional.of(
        new CheckedOut(branch.succeeded() ? branch.text().strip() : "", head.text().strip()));
  }

  /**
   * Whether a commit is part of what is checked out.
   *
   * @param sha a full commit id
   * @throws dev.factoryfactory.kernel.DomainException WORKTREE_MISSING
   */
  public boolean contains(WorkspaceId id, String sha) {
    return sha.matches("[0-9a-f]{40,64}")
        && git.tryRun(store.withWorktree(id).worktree(), "merge-base", "--is-ancestor", sha, "HEAD")
            .succeeded();
  }

  /**
   * What a worktree holds.
   *
   * @param branch empty when it is on none
   * @param head its commit
   */
  public record CheckedOut(String branch, String head) {}
}
