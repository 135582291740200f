package dev.factoryfactory.workspace;

import dev.factoryfactory.workspace.GitRefs.Relation;
import dev.factoryfactory.workspace.GitRefs.Tips;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads git facets: with one or two gits where files changed, with none where only refs moved, and
 * sees with none that nothing did.
 */
@Component
class GitReader {

  /** File systems tell time in steps; within one, two changes look like one. */
  private static final long STEP = Duration.ofMillis(20).toNanos();

  /** What claims to be from later than this is from a clock that is not ours. */
  private static final long FUTURE = Duration.ofMinutes(1).toNanos();

  private final GitFacts facts;
  private final GitRefs refs;
  private final Clock clock;
  private final Timer duration;

  GitReader(GitFacts facts, GitRefs refs, Clock clock, MeterRegistry meters) {
    this.facts = facts;
    this.refs = refs;
    this.clock = clock;
    this.duration = meters.timer("factory-factory.git.reading");
  }

  GitReading read(WorkspaceRow row) throws IOException {
    var begun = clock.instant();
    try {
      return read(row, begun);
    } finally {
      duration.record(Duration.between(begun, clock.instant()));
    }
  }

  private GitReading read(WorkspaceRow row, Instant begun) throws IOException {
    var place = GitPlace.of(row.worktree());
    var status = facts.status(row.worktree());
    var tips = refs.tips(place.common(), status.branch(), row.baseRef());
    var relation = refs.relation(place.common(), status.head(), tips.base());
    var base = facts.comparisonBase(place, status.head(), tips.base(), row.baseCommit());
    var totals = facts.totals(place, status, base);
    // Only now it is known what git looks at; what changed meanwhile is seen by its time.
    var trace = WorktreeTrace.of(place, status.unseen());
    var facet =
        new GitFacet(
            row.projectId(),
            row.id(),
            0,
            status.branch(),
            status.head(),
            relation.ahead(),
            relation.behind(),
            totals.files(),
            totals.additions(),
            totals.deletions(),
            status.uncommitted(),
            status.conflicts(),
            status.hasUpstream(),
            status.aheadOfUpstream(),
            status.behindUpstream(),
            row.hadCommits() && relation.ahead() == 0 && status.uncommitted() == 0,
            clock.instant(),
            null);
    return new GitReading(
        place,
        row.baseRef(),
        tips,
        base,
        row.hadCommits() || relation.ahead() > 0,
        trace,
        isSettled(begun, trace.newest())
            && (status.branch() == null || Objects.equals(tips.head(), status.head())),
        facet);
  }

  private static boolean isSettled(Instant begun, long newest) {
    var start = begun.getEpochSecond() * 1_000_000_000L + begun.getNano();
    return newest < start - STEP || newest > start + FUTURE;
  }

  /**
   * Follows refs that moved elsewhere, such as the base branch.
   *
   * @return the same reading where none did; {@code null} where the files have to be read anew
   */
  @Nullable GitReading follow(GitReading known) throws IOException {
    var facet = known.facet();
    var common = known.place().common();
    var tips = refs.tips(common, facet.branch(), known.baseRef());
    if (tips.equals(known.tips())) {
      return known;
    }
    var relation = refs.relation(common, facet.head(), tips.base());
    if (!sameComparison(known, tips, relation)) {
      return null;
    }
    var upstream = refs.relation(common, facet.head(), tips.upstream());
    return known.with(
        tips,
        facet.withDistances(
            relation,
            upstream,
            known.hadCommits() && relation.ahead() == 0 && facet.uncommitted() == 0,
            clock.instant()));
  }

  private static boolean sameComparison(GitReading known, Tips tips, Relation relation) {
    return Objects.equals(tips.head(), known.tips().head())
        && Objects.equals(tips.upstreamRef(), known.tips().upstreamRef())
        && (Objects.equals(tips.base(), known.tips().base())
            || known.comparedWith().equals(relation.mergeBase()));
  }
}
