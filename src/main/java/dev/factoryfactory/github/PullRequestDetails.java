package dev.factoryfactory.github;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is shown of one pull request, as GitHub said it at one moment. Its texts are other
 * people's words. Also its JSON on the wire.
 *
 * @param author their login; {@code null} when the account is gone
 * @param behindBy commits of the base that the head lacks; {@code null} when not known
 * @param checks newest runs only, failed ones first
 * @param truncated whether GitHub has more of something than is told here
 */
public record PullRequestDetails(
    String url,
    int number,
    String title,
    String body,
    @Nullable String author,
    PullRequest.State state,
    String baseBranch,
    String headBranch,
    String headSha,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    int additions,
    int deletions,
    int changedFiles,
    @Nullable Integer behindBy,
    PullRequest.Ci ci,
    PullRequest.Review review,
    boolean mergeConflict,
    List<CheckRun> checks,
    List<Review> reviews,
    List<String> requestedReviewers,
    List<ReviewThread> threads,
    List<Comment> comments,
    List<Preview> previewUrls,
    Merge merge,
    boolean truncated,
    Instant observedAt) {

  /**
   * A check of the head.
   *
   * @param id number of the check run, which is its job's for Actions; {@code null} of a status
   * @param required whether the base takes nothing without it
   * @param runId the workflow run that it is a job of
   * @param hasLog whether GitHub may keep its log
   */
  public record CheckRun(
      @Nullable String id,
      String name,
      @Nullable String workflow,
      CheckState state,
      boolean required,
      @Nullable String url,
      @Nullable String runId,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      boolean hasLog) {}

  /** What somebody thinks of it. */
  public record Review(
      String id,
      @Nullable String author,
      ReviewState state,
      String body,
      @Nullable Instant submittedAt,
      @Nullable String url,
      boolean mine,
      boolean bot) {}

  /** What a review says; what is not known is only a comment. */
  public enum ReviewState {
    APPROVED,
    CHANGES_REQUESTED,
    COMMENTED,
    DISMISSED,
    PENDING
  }

  /** Which half of a diff a line is in. */
  public enum Side {
    LEFT,
    RIGHT
  }

  /**
   * A conversation about a place in the diff.
   *
   * @param line where it is now; {@code null} when that place is gone
   */
  public record ReviewThread(
      String id,
      String path,
      @Nullable Integer line,
      @Nullable Integer startLine,
      Side side,
      boolean resolved,
      boolean outdated,
      String diffHunk,
      boolean canReply,
      boolean canResolve,
      List<ThreadComment> comments) {}

  /**
   * A comment within a thread.
   *
   * @param mine whether the account wrote it that this server signs in with
   */
  public record ThreadComment(
      String id,
      @Nullable String author,
      String body,
      @Nullable Instant createdAt,
      @Nullable String url,
      boolean mine,
      boolean bot) {}

  /** A comment in the conversation. */
  public record Comment(
      String id,
      @Nullable String author,
      String body,
      @Nullable Instant createdAt,
      @Nullable String url,
      boolean mine,
      boolean bot) {}

  /**
   * Where the head can be tried.
   *
   * @param url http or https, never anything else
   */
  public record Preview(String environment, String url, String state) {}

  /**
   * Whether it may be merged.
   *
   * @param reason why not, for people
   * @param autoMerge whether GitHub merges it by itself once it may
   */
  public record Merge(
      boolean allowed,
      @Nullable String reason,
      List<MergeMethod> methods,
      boolean autoMerge,
      boolean canAutoMerge) {}
}
