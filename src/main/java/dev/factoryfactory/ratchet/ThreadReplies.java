package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.ratchet.RatchetPullRequests.Feedback;
import dev.factoryfactory.ratchet.TimelineEvent.Kind;
import dev.factoryfactory.ratchet.TimelineEvent.More;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Tells reviewers which commit deals with what they said. Threads are left open: those who opened
 * them close them.
 */
@Component
class ThreadReplies {

  private static final int SHORT = 7;

  private final RatchetPullRequests pullRequests;
  private final TimelineRepository timeline;

  ThreadReplies(RatchetPullRequests pullRequests, TimelineRepository timeline) {
    this.pullRequests = pullRequests;
    this.timeline = timeline;
  }

  /**
   * Answers each thread that an order was about. One that was answered before is no open feedback
   * any more, so doing it again answers only what is left.
   */
  void answer(Dispatch order) {
    var workspace = order.workspaceId();
    var sha = Objects.requireNonNull(order.pushedSha());
    try {
      var open =
          pullRequests.report(workspace).feedback().stream()
              .filter(it -> order.items().contains(it.id()))
              .map(Feedback::threadId)
              .filter(Objects::nonNull)
              .distinct()
              .toList();
      for (var thread : open) {
        pullRequests.reply(
            workspace, thread, "Addressed in %s.".formatted(sha.substring(0, SHORT)));
      }
      if (!open.isEmpty()) {
        timeline.add(
            workspace,
            Kind.REPLIED,
            open.size() == 1
                ? "Answered a review thread"
                : "Answered %d review threads".formatted(open.size()),
            More.of(order, null, null));
      }
    } catch (DomainException e) {
      // The work is done and pushed; that reviewers are not told of it must not undo that.
      timeline.add(
          workspace,
          Kind.PROBLEM,
          "Review threads could not be answered",
          More.detail(e.getMessage()));
    }
  }
}
