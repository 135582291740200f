package dev.factoryfactory.orchestration;

import dev.factoryfactory.github.PullRequestDetails;
import dev.factoryfactory.github.PullRequestDetails.Review;
import dev.factoryfactory.github.PullRequestDetails.ReviewState;
import dev.factoryfactory.github.PullRequestDetails.ReviewThread;
import dev.factoryfactory.github.PullRequestDetails.ThreadComment;
import dev.factoryfactory.ratchet.RatchetPullRequests.Feedback;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a pull request's reviews still asks for something. */
final class ReviewFeedback {

  private static final String SOMEBODY = "somebody";

  private ReviewFeedback() {}

  static List<Feedback> of(PullRequestDetails details) {
    return Stream.concat(
            details.threads().stream().filter(ReviewFeedback::isOpen).map(ReviewFeedback::ofThread),
            latest(details.reviews()).stream()
                .filter(ReviewFeedback::says)
                .map(ReviewFeedback::ofReview))
        .toList();
  }

  /** Nobody resolved it, and we did not have the last word. */
  private static boolean isOpen(ReviewThread thread) {
    return !thread.resolved()
        && !thread.comments().isEmpty()
        && !thread.comments().getLast().mine();
  }

  private static Feedback ofThread(ReviewThread thread) {
    var last = thread.comments().getLast();
    return new Feedback(
        thread.id() + " " + last.id(),
        thread.canReply() ? thread.id() : null,
        thread.path(),
        thread.line(),
        name(last.author()),
        thread.comments().stream().map(ReviewFeedback::quote).collect(Collectors.joining("\n\n")),
        thread.comments().stream().anyMatch(it -> !it.mine() && !it.bot()));
  }

  private static String quote(ThreadComment comment) {
    return "%s: %s".formatted(name(comment.author()), comment.body());
  }

  /** A reviewer's later word takes the place of an earlier one; a mere comment does not. */
  private static List<Review> latest(List<Review> reviews) {
    var decisions = new LinkedHashMap<String, Review>();
    var comments = new LinkedHashMap<String, Review>();
    for (var review : reviews) {
      var author = name(review.author());
      if (review.state() == ReviewState.COMMENTED) {
        comments.put(author, review);
      } else {
        comments.remove(author);
        decisions.put(author, review);
      }
    }
    return Stream.concat(decisions.values().stream(), comments.values().stream()).toList();
  }

  private static boolean says(Review review) {
    boolean asks =
        review.state() == ReviewState.CHANGES_REQUESTED
            || review.state() == ReviewState.COMMENTED && !review.bot();
    return asks && !review.mine() && !review.body().isBlank();
  }

  private static Feedback ofReview(Review review) {
    return new Feedback(
        "review " + review.id(),
        null,
        null,
        null,
        name(review.author()),
        review.body(),
        review.state() == ReviewState.CHANGES_REQUESTED);
  }

  private static String name(@Nullable String author) {
    return author == null ? SOMEBODY : author;
  }
}
