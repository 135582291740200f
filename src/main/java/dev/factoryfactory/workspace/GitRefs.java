package dev.factoryfactory.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.jgit.errors.RevWalkException;
import org.eclipse.jgit.lib.BranchConfig;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Refs and commits, read in this process: that costs less than to start a git for it. A repository
 * is opened once for all its worktrees and closed when nobody has asked for a while.
 */
@Component
class GitRefs implements DisposableBean {

  private static final Duration UNUSED = Duration.ofMinutes(10);
  private static final int MAX_RELATIONS = 20_000;
  private static final String HEADS = "refs/heads/";

  private final Cache<Path, Repository> repositories =
      Caffeine.newBuilder()
          .expireAfterAccess(UNUSED)
          .executor(Runnable::run)
          .removalListener(GitRefs::close)
          .build();
  private final Cache<Pair, Relation> relations =
      Caffeine.newBuilder().maximumSize(MAX_RELATIONS).executor(Runnable::run).build();

  /** Two commits, which never change; nor does what lies between them. */
  private record Pair(String one, String other) {}

  /**
   * What lies between two commits.
   *
   * @param ahead commits that only the first has
   * @param behind commits that only the second has
   * @param mergeBase {@code null} when they have nothing in common
   */
  record Relation(int ahead, int behind, @Nullable String mergeBase) {

    static final Relation NONE = new Relation(0, 0, null);
  }

  /**
   * Where the refs that a worktree's facts depend on point to; each is {@code null} when it is not
   * there.
   *
   * @param head the commit of the branch that is checked out
   * @param upstreamRef the ref that the branch is pushed to, by configuration
   */
  record Tips(
      @Nullable String head,
      @Nullable String base,
      @Nullable String upstreamRef,
      @Nullable String upstream) {}

  private interface Reading<T extends @Nullable Object> {
    T of(Repository repository) throws IOException;
  }

  /**
   * Reads a worktree's refs.
   *
   * @param branch {@code null} when HEAD is detached
   */
  Tips tips(Path commonDirectory, @Nullable String branch, @Nullable String baseRef)
      throws IOException {
    return read(
        commonDirectory,
        repository -> {
          var upstream =
              branch == null
                  ? null
                  : new BranchConfig(repository.getConfig(), branch).getTrackingBranch();
          return new Tips(
              branch == null ? null : commit(repository, HEADS + branch),
              baseRef == null ? null : commit(repository, baseRef),
              upstream,
              upstream == null ? null : commit(repository, upstream));
        });
  }

  /** The commit that a ref points to now, or {@code null}. */
  @Nullable String commit(Path commonDirectory, String ref) throws IOException {
    return this.<@Nullable String>read(commonDirectory, repository -> commit(repository, ref));
  }

  /** Whether there is no commit yet on the branch that is checked out beside the repository. */
  boolean isBlank(Path commonDirectory) throws IOException {
    return read(commonDirectory, repository -> repository.resolve("HEAD") == null);
  }

  /** Whether there are refs below a name, which then can't be a ref itself. */
  boolean hasBelow(Path commonDirectory, String name) throws IOException {
    return read(
        commonDirectory,
        repository -> !repository.getRefDatabase().getRefsByPrefix(name + "/").isEmpty());
  }

  boolean hasRemote(Path commonDirectory, String name) throws IOException {
    return read(
        commonDirectory,
        repository -> repository.getConfig().getString("remote", name, "url") != null);
  }

  /**
   * Where a branch goes by the repository's settings.
   *
   * @param branch {@code null} for where any goes
   */
  Remotes remotes(Path commonDirectory, @Nullable String branch) throws IOException {
    return read(commonDirectory, repository -> Remotes.of(repository.getConfig(), branch));
  }

  /** What lies between two commits of a repository. */
  Relation relation(Path commonDirectory, @Nullable String one, @Nullable String other)
      throws IOException {
    if (one == null || other == null) {
      return Relation.NONE;
    }
    if (one.equals(other)) {
      return new Relation(0, 0, one);
    }
    var known = relations.getIfPresent(new Pair(one, other));
    if (known != null) {
      return known;
    }
    var found = read(commonDirectory, repository -> walk(repository, one, other));
    relations.put(new Pair(one, other), found);
    return found;
  }

  private static Relation walk(Repository repository, String one, String other) throws IOException {
    try (var walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      var from = walk.parseCommit(ObjectId.fromString(one));
      var to = walk.parseCommit(ObjectId.fromString(other));
      var base = mergeBase(walk, from, to);
      return new Relation(
          count(walk, from, to), count(walk, to, from), base == null ? null : base.name());
    } catch (RevWalkException e) {
      throw new IOException(e);
    }
  }

  private static int count(RevWalk walk, RevCommit from, RevCommit without) throws IOException {
    walk.reset();
    walk.setRevFilter(RevFilter.ALL);
    walk.markStart(from);
    walk.markUninteresting(without);
    int count = 0;
    while (walk.next() != null) {
      count++;
    }
    return count;
  }

  private static @Nullable RevCommit mergeBase(RevWalk walk, RevCommit one, RevCommit other)
      throws IOException {
    walk.reset();
    walk.setRevFilter(RevFilter.MERGE_BASE);
    walk.markStart(one);
    walk.markStart(other);
    return walk.next();
  }

  private static @Nullable String commit(Repository repository, String ref) throws IOException {
    var found = Repository.isValidRefName(ref) ? repository.exactRef(ref) : null;
    var id = found == null ? null : found.getObjectId();
    return id == null ? null : id.name();
  }

  private <T extends @Nullable Object> T read(Path commonDirectory, Reading<T> reading)
      throws IOException {
    var repository = open(commonDirectory);
    try {
      return reading.of(repository);
    } finally {
      repository.close();
    }
  }

  /** The repository, held open until the caller closes it, whatever the cache does meanwhile. */
  private Repository open(Path commonDirectory) throws IOException {
    try {
      return Objects.requireNonNull(
          repositories
              .asMap()
              .compute(
                  commonDirectory,
                  (place, open) -> {
                    var repository = open == null ? openNew(place) : open;
                    repository.incrementOpen();
                    return repository;
                  }));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Repository openNew(Path commonDirectory) {
    try {
      return new FileRepositoryBuilder()
          .setGitDir(commonDirectory.toFile())
          .setMustExist(true)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(
      @Nullable Path place, @Nullable Repository repository, RemovalCause cause) {
    if (repository != null) {
      repository.close();
    }
  }

  @Override
  public void destroy() {
    repositories.invalidateAll();
  }
}
