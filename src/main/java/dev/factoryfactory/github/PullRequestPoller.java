package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Reads linked pull requests again and again: all that are due of a host in one request, as often
 * as somebody waits for them and the allowance lasts. Trouble with one host is no other's.
 */
@Component
class PullRequestPoller implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(PullRequestPoller.class);
  private static final int AT_ONCE = 50;

  /** Failures in a row before readers are told: one lost answer is no outage. */
  private static final int TELLING = 2;

  /** How long after a change more news are expected, and how soon the first. */
  private static final Duration HURRY = Duration.ofSeconds(90);

  private static final Duration SOON = Duration.ofSeconds(4);

  private final PullRequestRepository store;
  private final PullRequestReader reader;
  private final PullRequestObserver observer;
  private final GitHubWorkspaces workspaces;
  private final GitHubApi api;
  private final GitHubProperties settings;
  private final Clock clock;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final HostWorkers workers = new HostWorkers("polling", this::pollHost);
  private final Map<PullRequestUrl, Instant> due = new ConcurrentHashMap<>();
  private final Map<PullRequestUrl, Instant> hurried = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  PullRequestPoller(
      PullRequestRepository store,
      PullRequestReader reader,
      PullRequestObserver observer,
      GitHubWorkspaces workspaces,
      GitHubApi api,
      GitHubProperties settings,
      Clock clock) {
    this.store = store;
    this.reader = reader;
    this.observer = observer;
    this.workspaces = workspaces;
    this.api = api;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void destroy() {
    workers.close();
  }

  /** Has what is due read, each host by itself. */
  @Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
  void poll() {
    var linked = store.linked();
    var urls = linked.stream().map(PullRequestRepository.Linked::url).collect(Collectors.toSet());
    due.keySet().retainAll(urls);
    hurried.values().removeIf(since -> since.plus(HURRY).isBefore(clock.instant()));
    observer.keepOnly(urls);
    var now = clock.instant();
    linked.stream()
        .map(PullRequestRepository.Linked::url)
        .filter(url -> isDue(url, now))
        .map(PullRequestUrl::host)
        .distinct()
        .forEach(workers::run);
  }

  void pollHost(String host) {
    var now = clock.instant();
    var wanted =
        store.linked().stream()
            .filter(it -> it.url().host().equals(host) && isDue(it.url(), now))
            .filter(it -> !isPutAway(it))
            .toList();
    for (int from = 0; from < wanted.size(); from += AT_ONCE) {
      readSome(host, wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE)));
    }
  }

  /** Nothing more is expected of what is over and of whose workspaces none is in use. */
  private boolean isPutAway(PullRequestRepository.Linked known) {
    boolean away = Cadence.isOver(known.facts()) && isIdle(known.url());
    if (away) {
      plan(known.url(), settings.closed());
    }
    return away;
  }

  private boolean isIdle(PullRequestUrl url) {
    return store.workspacesOf(url).stream().allMatch(workspaces::isArchived);
  }

  /** A pull request that was just linked is read at once. */
  @TransactionalEventListener
  void on(PullRequestFacetChanged event) {
    var pullRequest = event.facet().pullRequest();
    if (pullRequest != null && pullRequest.facts() == null && pullRequest.problem() == null) {
      wake(url -> url.toString().equals(pullRequest.url()));
    }
  }

  /** Makes what fits due at once, and reads it soon. */
  void wake(Predicate<PullRequestUrl> fits) {
    due.replaceAll((url, at) -> fits.test(url) ? Instant.EPOCH : at);
    Thread.ofVirtual().name("github-wake").start(this::poll);
  }

  /** Somebody changed it: it is read at once, and again at growing distances for a while. */
  void hurry(PullRequestUrl url) {
    hurried.put(url, clock.instant());
    wake(url::equals);
  }

  private Duration hurried(PullRequestUrl url, Instant now) {
    var since = hurried.get(url);
    if (since == null || since.plus(HURRY).isBefore(now)) {
      return HURRY;
    }
    var elapsed = Duration.between(since, now);
    return elapsed.compareTo(SOON) > 0 ? elapsed : SOON;
  }

  private boolean isDue(PullRequestUrl url, Instant now) {
    return !due.computeIfAbsent(url, _ -> Instant.EPOCH).isAfter(now);
  }

  private void readSome(String host, List<PullRequestRepository.Linked> wanted) {
    var askedAt = clock.instant();
    try {
      var urls = wanted.stream().map(PullRequestRepository.Linked::url).toList();
      var readings = reader.read(host, urls);
      failures.remove(host);
      var missing = new ArrayList<PullRequestRepository.Linked>();
      for (var known : wanted) {
        var reading = readings.get(known.url());
        if (reading == null) {
          missing.add(known);
        } else {
          take(known, reading, askedAt);
        }
      }
      missing.forEach(this::lost);
    } catch (GitHubFailure failure) {
      fail(host, wanted, failure);
    }
  }

  private void take(
      PullRequestRepository.Linked known, PullRequestReading reading, Instant askedAt) {
    try {
      var facts = observer.observe(known, reading, askedAt);
      var since =
          known.facts() != null && known.facts().headSha().equals(facts.headSha())
              ? known.headSince()
              : askedAt;
      var now = new PullRequestRepository.Linked(known.url(), facts, since, false);
      plan(known.url(), Cadence.after(now, isIdle(known.url()), settings, clock.instant()));
    } catch (GitHubFailure failure) {
      fail(known.url().host(), List.of(known), failure);
    }
  }

  private void lost(PullRequestRepository.Linked known) {
    var failure =
        new GitHubFailure(
            Kind.NOT_FOUND, "GitHub shows this account no pull request at " + known.url() + ".");
    observer.trouble(known.url(), failure);
    // What was opened a moment ago may be missing in one answer; what is missing twice is gone.
    plan(known.url(), known.troubled() ? settings.closed() : settings.settled());
  }

  private void fail(String host, List<PullRequestRepository.Linked> wanted, GitHubFailure failure) {
    int inARow = failures.merge(host, 1, Integer::sum);
    var pause = Cadence.afterFailures(inARow, settings);
    var retryAt = failure.retryAt();
    if (retryAt != null) {
      var wait = Duration.between(clock.instant(), retryAt);
      pause = wait.compareTo(pause) > 0 ? wait : pause;
    }
    log.atLevel(inARow == 1 ? Level.INFO : Level.DEBUG)
        .log("Pull requests of {} can't be read: {}", host, failure.detail());
    for (var known : wanted) {
      if (inARow >= TELLING || failure.kind() != Kind.UNAVAILABLE) {
        observer.trouble(known.url(), failure);
      }
      plan(known.url(), pause);
    }
  }

  private void plan(PullRequestUrl url, Duration pause) {
    var now = clock.instant();
    var affordable = Cadence.affordable(api.limit(url.host(), "graphql"), now);
    var wanted = pause;
    if (hurried.containsKey(url)) {
      var soon = hurried(url, now);
      wanted = soon.compareTo(pause) < 0 ? soon : pause;
    }
    var longer = wanted.compareTo(affordable) > 0 ? wanted : affordable;
    due.put(url, now.plusMillis((long) (longer.toMillis() * random.nextDouble(0.9, 1.1))));
  }
}
