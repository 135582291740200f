package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.workspace.Branching.How;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides which branch a worktree gets and what it starts from. Reads and fetches; makes nothing.
 */
@Component
class BranchPlanner {

  private static final int MAX_TRIES = 1_000;
  private static final String LOCAL = "refs/heads/";
  private static final String REMOTE = "refs/remotes/origin/";

  private final Git git;
  private final Worktrees worktrees;
  private final GitRefs refs;
  private final WorkspaceProperties properties;

  BranchPlanner(Git git, Worktrees worktrees, GitRefs refs, WorkspaceProperties properties) {
    this.git = git;
    this.worktrees = worktrees;
    this.refs = refs;
    this.properties = properties;
  }

  /** What the user asked for, short and without {@code refs/heads/} or {@code origin/}. */
  private record Wish(String name, boolean remote) {

    static Wish of(String text) {
      var name = text.strip();
      if (name.startsWith(LOCAL)) {
        return new Wish(name.substring(LOCAL.length()), false);
      }
      if (name.startsWith(REMOTE)) {
        return new Wish(name.substring(REMOTE.length()), true);
      }
      return name.startsWith("origin/")
          ? new Wish(name.substring("origin/".length()), true)
          : new Wish(name, false);
    }
  }

  /**
   * Refuses at once what can't work, before anything is stored.
   *
   * @throws DomainException BRANCH_NOT_FOUND or BRANCH_CHECKED_OUT
   */
  void check(Path root, @Nullable String branch, @Nullable String baseBranch) {
    if (branch != null) {
      var wish = Wish.of(branch);
      requireKnown(root, wish);
      requireFree(root, wish.name());
    }
    if (baseBranch != null) {
      requireKnown(root, Wish.of(baseBranch));
    }
  }

  /**
   * Plans the branch of a new workspace.
   *
   * @param prefix goes before the name of a new branch; may be empty
   */
  Branching plan(
      Path root, String name, String prefix, @Nullable String branch, String baseBranch) {
    if (branch != null) {
      return planExisting(root, Wish.of(branch), Wish.of(baseBranch));
    }
    var wanted = wantedName(root, name, prefix);
    if (read(root, refs::isBlank)) {
      return new Branching(freeName(root, wanted), null, null, null, How.UNBORN);
    }
    var base = Wish.of(baseBranch);
    var fresh = fetch(root, base.name());
    var ref = startRef(root, base, fresh);
    var commit = commit(root, ref);
    return new Branching(freeName(root, wanted), base.name(), ref, commit, How.NEW);
  }

  /** The same plan with the next name that is free now. */
  Branching nextFree(Path root, String name, String prefix, Branching plan) {
    return plan.named(freeName(root, wantedName(root, name, prefix)));
  }

  private Branching planExisting(Path root, Wish wish, Wish base) {
    requireKnown(root, wish);
    requireFree(root, wish.name());
    var fetched = fetch(root, wish.name());
    var local = find(root, LOCAL + wish.name());
    var remote = find(root, REMOTE + wish.name());
    var baseRef =
        find(root, REMOTE + base.name()).isPresent() ? REMOTE + base.name() : LOCAL + base.name();
    var knownBase = find(root, baseRef).isPresent() ? baseRef : null;
    if (local.isEmpty()) {
      return new Branching(
          wish.name(), base.name(), knownBase, remote.orElse(null), How.TRACK_REMOTE);
    }
    var behind =
        remote.isPresent()
            && (wish.remote() || fetched)
            && !remote.equals(local)
            && isAncestor(root, local.get(), remote.get());
    return behind
        ? new Branching(wish.name(), base.name(), knownBase, remote.get(), How.FAST_FORWARD)
        : new Branching(wish.name(), base.name(), knownBase, local.get(), How.LOCAL);
  }

  /**
   * The newest of what is known as the base; the local branch wins when it has all of the remote.
   */
  private String startRef(Path root, Wish base, boolean fresh) {
    var local = find(root, LOCAL + base.name());
    var remote = find(root, REMOTE + base.name());
    if (remote.isPresent() && (base.remote() || local.isEmpty())) {
      return REMOTE + base.name();
    }
    if (local.isPresent() && remote.isPresent()) {
      var localHasAll = isAncestor(root, remote.get(), local.get());
      return localHasAll || !fresh ? LOCAL + base.name() : REMOTE + base.name();
    }
    if (local.isPresent()) {
      return LOCAL + base.name();
    }
    throw notFound(base.name());
  }

  /** Asks the remote for a branch; without an answer in time what is known has to do. */
  private boolean fetch(Path root, String branch) {
    if (!read(root, common -> refs.hasRemote(common, "origin"))) {
      return false;
    }
    return git.tryRun(
            root,
            Map.of(),
            properties.fetchTimeout(),
            List.of(
                "fetch",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-auto-maintenance",
                "--quiet",
                "origin",
                "+" + LOCAL + branch + ":" + REMOTE + branch))
        .succeeded();
  }

  private String wantedName(Path root, String name, String prefix) {
    var slug = Names.slug(name);
    var leaf = slug.isEmpty() ? "workspace" : slug;
    // A branch that is called like the prefix's folder leaves no room for branches below it.
    var blocked =
        prefix.endsWith("/")
            && find(root, LOCAL + prefix.substring(0, prefix.length() - 1)).isPresent();
    return (blocked ? prefix.substring(0, prefix.length() - 1) + "-" : prefix) + leaf;
  }

  private String freeName(Path root, String wanted) {
    for (int number = 1; number < MAX_TRIES; number++) {
      var name = number == 1 ? wanted : wanted + "-" + number;
      var taken = isTaken(root, LOCAL + name) || isTaken(root, REMOTE + name);
      // A branch without a commit is no ref yet, but a worktree has it.
      if (!taken && worktrees.whereCheckedOut(root, name) == null) {
        return name;
      }
    }
    throw new DomainException(
        ErrorCode.INVALID_NAME, "There are too many branches called %s.".formatted(wanted));
  }

  private void requireKnown(Path root, Wish wish) {
    var known =
        !wish.name().startsWith("-")
            && (find(root, LOCAL + wish.name()).isPresent()
                || find(root, REMOTE + wish.name()).isPresent());
    if (!known) {
      throw notFound(wish.name());
    }
  }

  private void requireFree(Path root, String branch) {
    var place = worktrees.whereCheckedOut(root, branch);
    if (place != null) {
      throw new DomainException(
          ErrorCode.BRANCH_CHECKED_OUT,
          "%s is checked out at %s. Git lets a branch be in one place only."
              .formatted(branch, place),
          Map.of("checkedOutAt", place.toString()));
    }
  }

  /** The commit of a local branch, if there is such a branch. */
  Optional<String> commitOf(Path root, String branch) {
    return find(root, LOCAL + branch);
  }

  private boolean isTaken(Path root, String ref) {
    return find(root, ref).isPresent() || read(root, common -> refs.hasBelow(common, ref));
  }

  private Optional<String> find(Path root, String ref) {
    return read(root, common -> Optional.ofNullable(refs.commit(common, ref)));
  }

  private String commit(Path root, String ref) {
    return find(root, ref).orElseThrow(() -> notFound(ref));
  }

  private boolean isAncestor(Path root, String ancestor, String commit) {
    return read(
        root, common -> ancestor.equals(refs.relation(common, ancestor, commit).mergeBase()));
  }

  private interface Reading<T> {
    T in(Path commonDirectory) throws IOException;
  }

  private static <T> T read(Path root, Reading<T> reading) {
    try {
      return reading.in(GitPlace.common(root));
    } catch (IOException e) {
      throw new UncheckedIOException("The repository at %s can't be read".formatted(root), e);
    }
  }

  private static DomainException notFound(String branch) {
    return new DomainException(
        ErrorCode.BRANCH_NOT_FOUND,
        "There is no branch %s, neither here nor at origin.".formatted(branch));
  }
}
