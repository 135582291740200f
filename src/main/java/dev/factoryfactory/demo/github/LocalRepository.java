package dev.factoryfactory.demo.github;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A repository on the local GitHub. Its heads are those of a bare git repository; what its checks
 * say of a new head is scripted, one outcome after the other.
 */
public final class LocalRepository {

  /**
   * A check of one head.
   *
   * @param status GitHub's word, such as {@code IN_PROGRESS} or {@code COMPLETED}
   * @param conclusion GitHub's word, or {@code null} before it ended
   * @param log what its job printed
   */
  public record LocalCheck(
      long id, String name, String status, @Nullable String conclusion, String log) {}

  /** A pull request as its author and reviewers left it. */
  public record LocalPullRequest(
      int number,
      Instant createdAt,
      String title,
      String branch,
      String base,
      String state,
      boolean draft,
      @Nullable String review,
      boolean conflict) {

    public LocalPullRequest withState(String next) {
      return new LocalPullRequest(
          number, createdAt, title, branch, base, next, draft, review, conflict);
    }

    public LocalPullRequest withReview(String decision) {
      return new LocalPullRequest(
          number, createdAt, title, branch, base, state, draft, decision, conflict);
    }

    public LocalPullRequest withConflict(boolean conflicting) {
      return new LocalPullRequest(
          number, createdAt, title, branch, base, state, draft, review, conflicting);
    }
  }

  private final String owner;
  private final String name;
  private final Path bare;
  private final Clock clock;
  private final Map<Integer, LocalPullRequest> pullRequests = new TreeMap<>();
  private final Map<String, List<LocalCheck>> checks = new HashMap<>();
  private final Deque<List<LocalCheck>> script = new ArrayDeque<>();

  LocalRepository(String owner, String name, Path bare, Clock clock) {
    this.clock = clock;
    this.owner = owner;
    this.name = name;
    this.bare = bare;
  }

  String owner() {
    return owner;
  }

  String name() {
    return name;
  }

  /** Opens a pull request for a branch. */
  public synchronized LocalPullRequest open(String title, String branch, String base) {
    int number = pullRequests.size() + 1;
    var now = clock.instant();
    var opened = new LocalPullRequest(number, now, title, branch, base, "OPEN", false, null, false);
    pullRequests.put(number, opened);
    return opened;
  }

  /** Replaces a pull request. */
  public synchronized void put(LocalPullRequest pullRequest) {
    pullRequests.put(pullRequest.number(), pullRequest);
  }

  /** What the checks say of the next head that is new here. */
  public synchronized void script(List<LocalCheck> outcome) {
    script.add(List.copyOf(outcome));
  }

  /** Says now what the checks of a head say. */
  public synchronized void checks(String sha, List<LocalCheck> outcome) {
    checks.put(sha, List.copyOf(outcome));
  }

  synchronized @Nullable LocalPullRequest find(int number) {
    return pullRequests.get(number);
  }

  synchronized List<LocalPullRequest> openOnes() {
    return pullRequests.values().stream().filter(it -> it.state().equals("OPEN")).toList();
  }

  /** The checks of a head; a new head takes the next outcome of the script, or none. */
  synchronized List<LocalCheck> checksOf(String sha) {
    return checks.computeIfAbsent(
        sha,
        _ -> {
          var next = script.poll();
          return next == null ? List.of() : next;
        });
  }

  synchronized @Nullable LocalCheck job(long id) {
    return checks.values().stream()
        .flatMap(List::stream)
        .filter(check -> check.id() == id)
        .findFirst()
        .orElse(null);
  }

  /** The commit that a branch is at; empty when there is no such branch. */
  public String head(String branch) throws IOException {
    try (var repository = new FileRepositoryBuilder().setGitDir(bare.toFile()).build()) {
      var ref = repository.exactRef("refs/heads/" + branch);
      return ref == null || ref.getObjectId() == null ? "" : ref.getObjectId().name();
    }
  }

  /** All numbers, for whoever shows a list. */
  public synchronized List<Integer> numbers() {
    return new ArrayList<>(pullRequests.keySet());
  }
}
