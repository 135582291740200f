package dev.factoryfactory.workspace;

import dev.factoryfactory.workspace.GitRefs.Tips;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of a worktree found, and what it takes to see that it still holds.
 *
 * @param baseRef the ref that the work is compared with
 * @param comparedWith the commit, or empty tree, that its lines are counted against
 * @param hadCommits whether work was ever committed
 * @param settled whether nothing may have changed while git read
 * @param facet without a revision
 */
record GitReading(
    GitPlace place,
    @Nullable String baseRef,
    Tips tips,
    String comparedWith,
    boolean hadCommits,
    WorktreeTrace trace,
    boolean settled,
    GitFacet facet) {

  GitReading with(Tips newTips, GitFacet newFacet) {
    return new GitReading(
        place, baseRef, newTips, comparedWith, hadCommits, trace, settled, newFacet);
  }

  /** Whether the worktree's files, index and HEAD are as they were found. */
  boolean holds() {
    return settled && trace.holds();
  }

  /** The folders of git's own in which a change may be one of this worktree. */
  Set<Path> gitFolders() {
    var folders = new LinkedHashSet<Path>();
    folders.add(place.own());
    refFiles().map(Path::getParent).forEach(folders::add);
    return folders;
  }

  /** What a change of a file says of this worktree. */
  Meaning meaningOf(Path file) {
    if (place.own().equals(file.getParent())) {
      return file.endsWith("HEAD") || file.endsWith("index") ? Meaning.WORKTREE : Meaning.NOTHING;
    }
    if (file.equals(place.own()) || !file.startsWith(place.common())) {
      return Meaning.WORKTREE;
    }
    return refFiles().anyMatch(ref -> ref.startsWith(file)) ? Meaning.REF : Meaning.NOTHING;
  }

  /** What a change of a file can say. */
  enum Meaning {
    NOTHING,
    REF,
    WORKTREE
  }

  private Stream<Path> refFiles() {
    var branch = facet.branch();
    return Stream.of(branch == null ? null : "refs/heads/" + branch, baseRef, tips.upstreamRef())
        .<String>mapMulti(
            (ref, sink) -> {
              if (ref != null) {
                sink.accept(ref);
              }
            })
        .map(place.common()::resolve);
  }
}
