package dev.factoryfactory.github;

import dev.factoryfactory.github.PullRequestDetails.CheckRun;
import dev.factoryfactory.github.PullRequestDetails.Comment;
import dev.factoryfactory.github.PullRequestDetails.Preview;
import dev.factoryfactory.github.PullRequestDetails.Review;
import dev.factoryfactory.github.PullRequestDetails.ReviewState;
import dev.factoryfactory.github.PullRequestDetails.ReviewThread;
import dev.factoryfactory.github.PullRequestDetails.Side;
import dev.factoryfactory.github.PullRequestDetails.ThreadComment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns the pages of a pull request into what is shown of it. */
final class DetailsMapping {

  private static final int MAX_TEXT = 65_536;
  private static final int MAX_HUNK = 8_000;
  private static final int MAX_NAME = 500;

  private DetailsMapping() {}

  /**
   * @param facts what was concluded from the same answer
   */
  static PullRequestDetails of(
      PullRequestUrl url,
      DetailsPages pages,
      PullRequestReader.Whole whole,
      PullRequest.Facts facts,
      @Nullable Integer behindBy) {
    var node = pages.pullRequest();
    return new PullRequestDetails(
        url.toString(),
        url.number(),
        facts.title(),
        Nodes.text(node.path("body"), MAX_TEXT),
        Nodes.login(node.path("author")),
        facts.state(),
        Nodes.label(node.path("baseRefName"), MAX_NAME),
        Nodes.label(node.path("headRefName"), MAX_NAME),
        facts.headSha(),
        Nodes.instant(node.path("createdAt")),
        Nodes.instant(node.path("updatedAt")),
        node.path("additions").asInt(0),
        node.path("deletions").asInt(0),
        node.path("changedFiles").asInt(0),
        behindBy,
        facts.ci(),
        facts.review(),
        facts.mergeConflict(),
        checks(whole),
        pages.reviews().stream().map(DetailsMapping::review).filter(Objects::nonNull).toList(),
        requested(node),
        pages.threads().stream().map(DetailsMapping::thread).toList(),
        pages.comments().stream().map(DetailsMapping::comment).toList(),
        previews(pages.commit()),
        MergeRules.of(pages.repository(), facts),
        pages.isTruncated(),
        facts.observedAt());
  }

  private static List<CheckRun> checks(PullRequestReader.Whole whole) {
    return CiRules.newest(whole.checks()).stream()
        .map(check -> check(check, whole.required().contains(check.name())))
        .sorted(Comparator.comparing(DetailsMapping::rank).thenComparing(CheckRun::name))
        .toList();
  }

  private static CheckRun check(Check check, boolean required) {
    var state = CheckState.of(check.value());
    var id = check.id();
    var run = check.run();
    return new CheckRun(
        id == null ? null : id.toString(),
        check.name(),
        check.workflow(),
        state,
        required,
        check.url(),
        run == null ? null : run.toString(),
        check.startedAt(),
        check.completedAt(),
        check.isJob() && state != CheckState.QUEUED && state != CheckState.SKIPPED);
  }

  /** What needs a look comes first. */
  private static int rank(CheckRun check) {
    return switch (check.state()) {
      case FAILED, TIMED_OUT, ACTION_REQUIRED -> 0;
      case CANCELLED, UNKNOWN -> 1;
      case RUNNING -> 2;
      case QUEUED -> 3;
      case PASSED -> 4;
      case NEUTRAL, SKIPPED -> 5;
    };
  }

  /** A review without words of its own only holds comments that are shown in their threads. */
  private static @Nullable Review review(JsonNode node) {
    var state = Nodes.word(ReviewState.class, node.path("state"), ReviewState.COMMENTED);
    var body = Nodes.text(node.path("body"), MAX_TEXT);
    return state == ReviewState.COMMENTED && body.isBlank()
        ? null
        : new Review(
            node.path("id").asString(""),
            Nodes.login(node.path("author")),
            state,
            body,
            Nodes.instant(node.path("submittedAt")),
            Nodes.link(node.path("url")),
            isMine(node),
            isBot(node.path("author")));
  }

  private static List<String> requested(JsonNode node) {
    var names = new ArrayList<String>();
    for (var request : node.path("reviewRequests").path("nodes")) {
      var reviewer = request.path("requestedReviewer");
      var login = Nodes.login(reviewer);
      var team = Nodes.label(reviewer.path("combinedSlug"), MAX_NAME);
      if (login != null || !team.isEmpty()) {
        names.add(login != null ? login : team);
      }
    }
    return List.copyOf(names);
  }

  private static ReviewThread thread(JsonNode node) {
    var comments = new ArrayList<ThreadComment>();
    for (var comment : node.path("comments").path("nodes")) {
      if (comment.isObject()) {
        comments.add(
            new ThreadComment(
                comment.path("id").asString(""),
                Nodes.login(comment.path("author")),
                Nodes.text(comment.path("body"), MAX_TEXT),
                Nodes.instant(comment.path("createdAt")),
                Nodes.link(comment.path("url")),
                isMine(comment),
                isBot(comment.path("author"))));
      }
    }
    boolean resolved = node.path("isResolved").asBoolean(false);
    return new ReviewThread(
        node.path("id").asString(""),
        Nodes.label(node.path("path"), MAX_NAME),
        Nodes.line(node.path("line")),
        Nodes.line(node.path("startLine")),
        Nodes.word(Side.class, node.path("diffSide"), Side.RIGHT),
        resolved,
        node.path("isOutdated").asBoolean(false),
        hunk(node.path("comments").path("nodes").path(0).path("diffHunk")),
        node.path("viewerCanReply").asBoolean(false),
        node.path(resolved ? "viewerCanUnresolve" : "viewerCanResolve").asBoolean(false),
        List.copyOf(comments));
  }

  /** The commented line is a hunk's last, so its end is what has to stay. */
  private static String hunk(JsonNode node) {
    var text = Nodes.text(node, Integer.MAX_VALUE);
    return Nodes.sound(
        text.length() > MAX_HUNK ? "…" + text.substring(text.length() - MAX_HUNK) : text);
  }

  private static Comment comment(JsonNode node) {
    var author = node.path("author");
    return new Comment(
        node.path("id").asString(""),
        Nodes.login(author),
        Nodes.text(node.path("body"), MAX_TEXT),
        Nodes.instant(node.path("createdAt")),
        Nodes.link(node.path("url")),
        isMine(node),
        isBot(author));
  }

  private static boolean isMine(JsonNode node) {
    return node.path("viewerDidAuthor").asBoolean(false);
  }

  private static boolean isBot(JsonNode author) {
    return author.path("__typename").asString("").equals("Bot");
  }

  private static List<Preview> previews(JsonNode commit) {
    var previews = new ArrayList<Preview>();
    var known = new HashSet<String>();
    for (var node : commit.path("deployments").path("nodes")) {
      var environment = Nodes.label(node.path("environment"), MAX_NAME);
      var status = node.path("latestStatus");
      var url = Nodes.link(status.path("environmentUrl"));
      // Newest first: an older one of the same environment was replaced.
      if (known.add(environment) && url != null) {
        var state = status.path("state").isString() ? status.path("state") : node.path("state");
        previews.add(new Preview(environment, url, Nodes.upper(state)));
      }
    }
    return List.copyOf(previews);
  }
}
