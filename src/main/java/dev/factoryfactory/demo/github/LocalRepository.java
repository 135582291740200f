package dev.factoryfactory.demo.github;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
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
   * @param run the workflow run, which its attempts share
   */
  public record LocalCheck(
      long id,
      String name,
      String status,
      @Nullable String conclusion,
      String log,
      String workflow,
      long run,
      int attempt,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      List<LocalStep> steps,
      List<LocalAnnotation> annotations) {

    public LocalCheck(
        long id, String name, String status, @Nullable String conclusion, String log) {
      this(id, name, status, conclusion, log, "ci", id, 1, null, null, List.of(), List.of());
    }

    /** The same as part of a run. */
    public LocalCheck of(String ofWorkflow, long ofRun, int nth) {
      return new LocalCheck(
          id,
          name,
          status,
          conclusion,
          log,
          ofWorkflow,
          ofRun,
          nth,
          startedAt,
          completedAt,
          steps,
          annotations);
    }

    /** The same with what its job did and wrote beside its log. */
    public LocalCheck with(List<LocalStep> did, List<LocalAnnotation> wrote) {
      return new LocalCheck(
          id,
          name,
          status,
          conclusion,
          log,
          workflow,
          run,
          attempt,
          startedAt,
          completedAt,
          did,
          wrote);
    }

    LocalCheck started(Instant at) {
      return new LocalCheck(
          id,
          name,
          status,
          conclusion,
          log,
          workflow,
          run,
          attempt,
          at,
          completedAt,
          steps,
          annotations);
    }

    LocalCheck ended(LocalPlan plan, Instant at) {
      return new LocalCheck(
          id,
          name,
          "COMPLETED",
          plan.conclusion(),
          plan.log(),
          workflow,
          run,
          attempt,
          startedAt,
          at,
          plan.steps(),
          plan.annotations());
    }
  }

  /** A step of a job; its conclusion is GitHub's word in small letters. */
  public record LocalStep(String name, String conclusion, Instant startedAt, Instant completedAt) {}

  /** What a job wrote beside its log. */
  public record LocalAnnotation(String level, String title, String message) {}

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
      boolean conflict,
      String body) {

    public LocalPullRequest withState(String next) {
      return new LocalPullRequest(
          number, createdAt, title, branch, base, next, draft, review, conflict, body);
    }

    public LocalPullRequest withDraft(boolean next) {
      return new LocalPullRequest(
          number, createdAt, title, branch, base, state, next, review, conflict, body);
    }

    public LocalPullRequest withReview(String decision) {
      return new LocalPullRequest(
          number, createdAt, title, branch, base, state, draft, decision, conflict, body);
    }

    public LocalPullRequest withConflict(boolean conflicting) {
      return new LocalPullRequest(
          number, createdAt, title, branch, base, state, draft, review, conflicting, body);
    }
  }

  private final String host;
  private final String owner;
  private final String name;
  private final Clock clock;
  private final LocalTree tree;
  private final LocalChecks checks;
  private final LocalIssues issues;
  private final Map<Integer, LocalPullRequest> pullRequests = new TreeMap<>();
  private final Map<Integer, LocalTalk> talks = new TreeMap<>();
  private final AtomicInteger workingOut = new AtomicInteger();
  private final LocalForks forks;
  private volatile LocalRules rules = LocalRules.OPEN;

  private final Map<Integer, String> mergedHeads = new HashMap<>();

  LocalRepository(String host, String owner, String name, Path bare, Clock clock) {
    this.host = host;
    this.clock = clock;
    this.owner = owner;
    this.name = name;
    this.tree = new LocalTree(bare, clock);
    this.forks = new LocalForks(this, tree);
    this.checks = new LocalChecks(bare, clock);
    this.issues = new LocalIssues(page(), clock);
  }

  String owner() {
    return owner;
  }

  /** Where people look at it. */
  String page() {
    return "https://%s/%s/%s".formatted(host, owner, name);
  }

  LocalForks forks() {
    return forks;
  }

  /** Its name without its owner. */
  public String name() {
    return name;
  }

  /** What there is to do. */
  public LocalIssues issues() {
    return issues;
  }

  LocalTree tree() {
    return tree;
  }

  LocalChecks checks() {
    return checks;
  }

  LocalRules rules() {
    return rules;
  }

  /** Who may do what from now on. */
  public void rules(LocalRules next) {
    rules = next;
  }

  /** The next answers say that it is still being worked out what can be merged. */
  public void workOut(int answers) {
    workingOut.set(answers);
  }

  boolean isWorkingOut() {
    return workingOut.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  /** Opens a pull request for a branch. */
  public LocalPullRequest open(String title, String branch, String base) {
    return open(title, branch, base, "", false);
  }

  synchronized LocalPullRequest open(
      String title, String branch, String base, String body, boolean draft) {
    int number = pullRequests.size() + 1;
    var now = clock.instant();
    var opened =
        new LocalPullRequest(number, now, title, branch, base, "OPEN", draft, null, false, body);
    pullRequests.put(number, opened);
    talks.put(number, new LocalTalk(clock, name + number + "_"));
    return opened;
  }

  /** Replaces a pull request. */
  public synchronized void put(LocalPullRequest pullRequest) {
    pullRequests.put(pullRequest.number(), pullRequest);
  }

  /** What is said of a pull request. */
  public synchronized LocalTalk talk(int number) {
    return Objects.requireNonNull(talks.get(number));
  }

  /** What the checks say of the next head that is new here. */
  public void script(List<LocalCheck> outcome) {
    checks.say(outcome);
  }

  /** Decides from now on what runs on each new head, and how that ends. */
  public void script(LocalPlan.Script script) {
    checks.follow(script);
  }

  /** Says now what the checks of a head say. */
  public void checks(String sha, List<LocalCheck> outcome) {
    checks.say(sha, outcome);
  }

  /** {@code null} when there is none. */
  public synchronized @Nullable LocalPullRequest find(int number) {
    return pullRequests.get(number);
  }

  synchronized List<LocalPullRequest> openOnes() {
    return pullRequests.values().stream().filter(it -> it.state().equals("OPEN")).toList();
  }

  /** The checks of a head; a new head takes the next outcome of the script, or none. */
  List<LocalCheck> checksOf(String sha) {
    return checks.of(sha);
  }

  @Nullable LocalCheck job(long id) {
    return checks.find(id);
  }

  /** The pull request as it is now: GitHub may have merged it by itself. */
  synchronized LocalPullRequest settled(LocalPullRequest pullRequest) throws IOException {
    var talk = talk(pullRequest.number());
    if (talk.autoMerge
        && pullRequest.state().equals("OPEN")
        && mergeState(pullRequest).equals("CLEAN")) {
      merge(pullRequest, "merge");
    }
    return Objects.requireNonNull(pullRequests.get(pullRequest.number()));
  }

  /** Merges for real; what is not said to conflict may still do. */
  synchronized boolean merge(LocalPullRequest pullRequest, String method) throws IOException {
    var message = "%s (#%d)".formatted(pullRequest.title(), pullRequest.number());
    var merged = tree.merge(pullRequest.base(), head(pullRequest), method, message);
    if (merged == null) {
      return false;
    }
    mergedHeads.put(pullRequest.number(), head(pullRequest));
    put(pullRequest.withState("MERGED"));
    talk(pullRequest.number()).autoMerge = false;
    return true;
  }

  /** What the reviewers decided, unless it was said by hand. */
  synchronized @Nullable String decision(LocalPullRequest pullRequest) {
    var said = pullRequest.review();
    return said == null ? talk(pullRequest.number()).decision() : said;
  }

  /** GitHub's word for whether it can be merged. */
  synchronized String mergeState(LocalPullRequest pullRequest) throws IOException {
    return LocalMergeState.of(this, pullRequest);
  }

  /** The commit that a branch is at; empty when there is no such branch. */
  public String head(String branch) throws IOException {
    return tree.head(branch);
  }

  /** The commit that a pull request is at, even if its branch was removed since. */
  synchronized String head(LocalPullRequest pullRequest) throws IOException {
    var merged = mergedHeads.get(pullRequest.number());
    return merged == null ? head(pullRequest.branch()) : merged;
  }

  boolean removeBranch(String branch) throws IOException {
    return tree.remove(branch);
  }

  /** All numbers, for whoever shows a list. */
  public synchronized List<Integer> numbers() {
    return new ArrayList<>(pullRequests.keySet());
  }
}
