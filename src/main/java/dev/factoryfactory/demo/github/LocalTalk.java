package dev.factoryfactory.demo.github;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What people said of one pull request, and where its head can be tried. */
public final class LocalTalk {

  /** The account that asks. */
  public static final String VIEWER = "octo-user";

  private static final JsonMapper JSON = new JsonMapper();

  /** A conversation about a line. */
  static final class Thread {

    final String id;
    final String path;
    final int line;
    final String side;
    final List<ObjectNode> comments = new ArrayList<>();
    boolean resolved;
    boolean outdated;

    Thread(String id, String path, int line, String side) {
      this.id = id;
      this.path = path;
      this.line = line;
      this.side = side;
    }
  }

  /** A place where the head runs. */
  record Deployment(String environment, String state, String url) {}

  private final Clock clock;
  private final AtomicLong ids = new AtomicLong(1_000);
  private final String prefix;
  final List<Thread> threads = new ArrayList<>();
  final List<ObjectNode> comments = new ArrayList<>();
  final List<ObjectNode> reviews = new ArrayList<>();
  final List<Deployment> deployments = new ArrayList<>();
  final List<String> reviewers = new ArrayList<>();
  boolean autoMerge;

  LocalTalk(Clock clock, String prefix) {
    this.clock = clock;
    this.prefix = prefix;
  }

  /** When anybody last said anything; {@code null} when nobody did. */
  synchronized @Nullable String lastSaidAt() {
    return Stream.of(
            comments.stream(),
            reviews.stream(),
            threads.stream().flatMap(it -> it.comments.stream()))
        .flatMap(said -> said)
        .map(said -> said.path("createdAt").asString(said.path("submittedAt").asString("")))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Says something in the conversation; {@code null} for an account that is gone. */
  public synchronized void comment(@Nullable String author, String body) {
    comments.add(said(author, body));
  }

  /** Begins a conversation about a line and returns its id. */
  public synchronized String thread(@Nullable String author, String path, int line, String body) {
    return thread(author, path, line, "RIGHT", body);
  }

  synchronized String thread(
      @Nullable String author, String path, int line, String side, String body) {
    var thread = new Thread("PRRT_" + prefix + ids.incrementAndGet(), path, line, side);
    thread.comments.add(said(author, body).put("diffHunk", "@@ -1 +1 @@\n+line"));
    threads.add(thread);
    return thread.id;
  }

  /** Marks every conversation's place as gone. */
  public synchronized void outdate() {
    threads.forEach(thread -> thread.outdated = true);
  }

  /** Gives a review; its state is GitHub's word. */
  public synchronized void review(@Nullable String author, String state, String body) {
    var review = said(author, body).put("state", state);
    reviews.add(review.put("submittedAt", clock.instant().toString()));
  }

  /** What the reviewers decided, each by their last word that decides. */
  synchronized @Nullable String decision() {
    var last = new LinkedHashMap<String, String>();
    for (var review : reviews) {
      var state = review.path("state").asString("");
      if (state.equals("APPROVED") || state.equals("CHANGES_REQUESTED")) {
        last.put(review.path("author").path("login").asString(""), state);
      }
    }
    if (last.containsValue("CHANGES_REQUESTED")) {
      return "CHANGES_REQUESTED";
    }
    return last.isEmpty() ? null : "APPROVED";
  }

  /** Deploys the head; the newest of an environment is the last one. */
  public synchronized void deploy(String environment, String state, String url) {
    deployments.addFirst(new Deployment(environment, state, url));
  }

  /** Who was asked for a review. */
  public synchronized List<String> reviewers() {
    return List.copyOf(reviewers);
  }

  /** What was said in the conversation. */
  public synchronized List<String> comments() {
    return comments.stream().map(it -> it.path("body").asString()).toList();
  }

  /** What was said in a thread. */
  public synchronized List<String> replies(String threadId) {
    return threads.stream()
        .filter(it -> it.id.equals(threadId))
        .flatMap(it -> it.comments.stream())
        .map(it -> it.path("body").asString())
        .toList();
  }

  synchronized @Nullable Thread find(String threadId) {
    return threads.stream().filter(it -> it.id.equals(threadId)).findFirst().orElse(null);
  }

  synchronized void reply(Thread thread, String body) {
    thread.comments.add(said(VIEWER, body).put("diffHunk", "@@ -1 +1 @@\n+line"));
  }

  private ObjectNode said(@Nullable String author, String body) {
    var node = JSON.createObjectNode();
    node.put("id", "C_" + ids.incrementAndGet())
        .put("body", body)
        .put("createdAt", clock.instant().toString())
        .put("url", "https://github.com/comment/" + ids.get())
        .put("viewerDidAuthor", VIEWER.equals(author));
    if (author == null) {
      node.putNull("author");
    } else {
      node.putObject("author")
          .put("__typename", author.endsWith("[bot]") ? "Bot" : "User")
          .put("login", author.replace("[bot]", ""));
    }
    return node;
  }
}
