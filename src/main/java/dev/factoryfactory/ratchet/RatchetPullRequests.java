package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.evidence.FailureContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bridge to pull requests: what is known of them, what GitHub can be asked, what it can be told.
 */
public interface RatchetPullRequests {

  /** What is known of a workspace's pull request; asks nobody. */
  Optional<Watched> find(WorkspaceId workspace);

  /**
   * Asks GitHub for all that a decision may need.
   *
   * @throws dev.factoryfactory.kernel.DomainException when it gives no answer
   */
  Report report(WorkspaceId workspace);

  /**
   * Everything known of a check that failed.
   *
   * @throws dev.factoryfactory.kernel.DomainException when GitHub gives no answer
   */
  Failure failure(WorkspaceId workspace, String checkId);

  /** Runs failed checks once more. */
  void rerun(WorkspaceId workspace, List<String> checkIds);

  /** Answers in a review thread. */
  void reply(WorkspaceId workspace, String threadId, String body);

  /**
   * Merges a pull request.
   *
   * @param method {@code MERGE}, {@code SQUASH} or {@code REBASE}; {@code null} for the first that
   *     the repository allows
   * @param headSha the head that was looked at
   */
  void merge(WorkspaceId workspace, @Nullable String method, String headSha);

  /**
   * Removes a merged pull request's branch on GitHub, unless it is gone, went on, or is older than
   * the workspace.
   */
  void removeBranch(WorkspaceId workspace);

  /** How far a pull request is. */
  enum State {
    DRAFT,
    OPEN,
    MERGED,
    CLOSED
  }

  /** All its checks taken together. */
  enum Ci {
    UNKNOWN,
    PENDING,
    SUCCESS,
    FAILURE
  }

  /** What its reviewers decided. */
  enum Review {
    NONE,
    APPROVED,
    CHANGES_REQUESTED
  }

  /**
   * A pull request as it was last read.
   *
   * @param headSha the commit that all of this is about
   * @param activity changes with whatever somebody does to it; {@code null} when not known
   * @param problem why it can't be read at present; its facts are old then
   */
  record Watched(
      String url,
      int number,
      @Nullable State state,
      @Nullable String headSha,
      @Nullable Ci ci,
      @Nullable Review review,
      boolean conflict,
      @Nullable String activity,
      @Nullable Instant observedAt,
      @Nullable String problem) {}

  /**
   * A pull request in full, of one head.
   *
   * @param failed its failed checks
   * @param feedback what reviewers say that nobody dealt with yet
   * @param mergeable whether GitHub would take it now
   * @param obstacle why not, in GitHub's words
   */
  record Report(
      String headSha,
      String headBranch,
      String baseBranch,
      Ci ci,
      Review review,
      boolean conflict,
      List<FailedCheck> failed,
      List<Feedback> feedback,
      boolean mergeable,
      @Nullable String obstacle) {}

  /**
   * A check that failed.
   *
   * @param id of its run, new with each; {@code null} of one that was reported from elsewhere
   */
  record FailedCheck(@Nullable String id, String name) {}

  /**
   * What a reviewer said. Its texts are other people's words.
   *
   * @param id changes when there is more to it
   * @param threadId where an answer goes; {@code null} of what can't be answered
   * @param demand whether it belongs to a request for changes, or is said about a line by a person
   */
  record Feedback(
      String id,
      @Nullable String threadId,
      @Nullable String path,
      @Nullable Integer line,
      String author,
      String text,
      boolean demand) {}

  /**
   * A failed check's log and what is known beside it.
   *
   * @param context without attempts, base and flaky tests
   * @param attempts earlier runs on the same head, oldest first
   * @param base the same check on the base branch; {@code null} when it has none
   */
  record Failure(
      byte[] log, FailureContext context, List<OtherRun> attempts, @Nullable OtherRun base) {}

  /**
   * Another run of the same check.
   *
   * @param log empty when it passed, or is not kept
   */
  record OtherRun(FailureContext.Outcome outcome, byte[] log) {}
}
