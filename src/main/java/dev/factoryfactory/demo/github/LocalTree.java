package dev.factoryfactory.demo.github;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.RevWalkUtils;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Reads and merges branches of a bare repository. */
final class LocalTree {

  private final Path bare;
  private final Clock clock;

  LocalTree(Path bare, Clock clock) {
    this.bare = bare;
    this.clock = clock;
  }

  /** The commit that a branch is at; empty when there is no such branch. */
  String head(String branch) throws IOException {
    try (var repository = open()) {
      var ref = repository.exactRef("refs/heads/" + branch);
      return ref == null || ref.getObjectId() == null ? "" : ref.getObjectId().name();
    }
  }

  /** Copies a branch of another repository. */
  void fetch(LocalTree from, String branch, String as) throws IOException {
    try (var repository = open();
        var git = new Git(repository)) {
      git.fetch()
          .setRemote(from.bare.toUri().toString())
          .setRefSpecs("+refs/heads/%s:refs/heads/%s".formatted(branch, as))
          .call();
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
  }

  /** How many commits the second has that the first lacks. */
  int count(String without, String with) throws IOException {
    try (var repository = open();
        var walk = new RevWalk(repository)) {
      return RevWalkUtils.count(walk, commit(walk, with), commit(walk, without));
    }
  }

  /** Whether merging one into the other needs a person. */
  boolean conflicts(String into, String from) throws IOException {
    if (into.isEmpty() || from.isEmpty()) {
      return false;
    }
    try (var repository = open()) {
      return tree(repository, ObjectId.fromString(into), ObjectId.fromString(from)) == null;
    }
  }

  /**
   * Merges a commit into a branch.
   *
   * @param method {@code merge}, {@code squash} or {@code rebase}
   * @return the branch's new commit, or {@code null} for a conflict
   */
  @Nullable String merge(String branch, String from, String method, String message)
      throws IOException {
    try (var repository = open();
        var walk = new RevWalk(repository)) {
      var into = ObjectId.fromString(head(branch));
      var source = ObjectId.fromString(from);
      var made =
          method.equals("rebase")
              ? replay(repository, walk, into, source)
              : combine(repository, into, source, method.equals("squash"), message);
      if (made == null) {
        return null;
      }
      var update = repository.updateRef("refs/heads/" + branch);
      update.setExpectedOldObjectId(into);
      update.setNewObjectId(made);
      update.forceUpdate();
      return made.name();
    }
  }

  /** Whether there was such a branch. */
  boolean remove(String branch) throws IOException {
    try (var repository = open()) {
      var name = "refs/heads/" + branch;
      if (repository.exactRef(name) == null) {
        return false;
      }
      var update = repository.updateRef(name);
      update.setForceUpdate(true);
      update.delete();
      return true;
    }
  }

  private @Nullable ObjectId combine(
      Repository repository, ObjectId into, ObjectId from, boolean squash, String message)
      throws IOException {
    var tree = tree(repository, into, from);
    var parents = squash ? List.of(into) : List.of(into, from);
    return tree == null ? null : store(repository, tree, parents, message);
  }

  private @Nullable ObjectId replay(
      Repository repository, RevWalk walk, ObjectId into, ObjectId from) throws IOException {
    var commits = new ArrayList<RevCommit>();
    for (var commit : RevWalkUtils.find(walk, walk.parseCommit(from), walk.parseCommit(into))) {
      commits.addFirst(walk.parseCommit(commit));
    }
    var tip = into;
    for (var commit : commits) {
      var merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
      if (commit.getParentCount() != 1) {
        continue;
      }
      merger.setBase(commit.getParent(0));
      if (!merger.merge(tip, commit)) {
        return null;
      }
      tip = store(repository, merger.getResultTreeId(), List.of(tip), commit.getFullMessage());
    }
    return tip;
  }

  private static @Nullable ObjectId tree(Repository repository, ObjectId into, ObjectId from)
      throws IOException {
    var merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
    return merger.merge(into, from) ? merger.getResultTreeId() : null;
  }

  private ObjectId store(
      Repository repository, ObjectId tree, List<ObjectId> parents, String message)
      throws IOException {
    var commit = new CommitBuilder();
    var who = new PersonIdent("GitHub", "noreply@github.com", clock.instant(), clock.getZone());
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(who);
    commit.setCommitter(who);
    commit.setMessage(message);
    try (var inserter = repository.newObjectInserter()) {
      var id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static RevCommit commit(RevWalk walk, String sha) throws IOException {
    return walk.parseCommit(ObjectId.fromString(sha));
  }

  private Repository open() throws IOException {
    return new FileRepositoryBuilder().setGitDir(bare.toFile()).build();
  }
}
