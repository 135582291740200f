package dev.factoryfactory.github;

import dev.factoryfactory.github.PullRequest.Ci;
import dev.factoryfactory.github.PullRequest.State;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.kernel.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns what GitHub answers into stored facts. A fact is written for the pull request and the head
 * it was read for, and never over one that was asked for later.
 */
@Component
class PullRequestObserver {

  /** After this the checks are looked at one by one even where their counts did not change. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private record Looked(String signature, Ci ci, Instant at) {}

  private final PullRequestReader reader;
  private final PullRequestRepository store;
  private final GitHubProperties settings;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Map<PullRequestUrl, Looked> looked = new ConcurrentHashMap<>();

  PullRequestObserver(
      PullRequestReader reader,
      PullRequestRepository store,
      GitHubProperties settings,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock) {
    this.reader = reader;
    this.store = store;
    this.settings = settings;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Takes over a reading, looking at the checks one by one where their counts are not plain.
   *
   * @param askedAt when the question was sent
   * @return what is now known
   */
  PullRequest.Facts observe(
      PullRequestRepository.Linked known, PullRequestReading reading, Instant askedAt)
      throws GitHubFailure {
    var since = headSince(known, reading, askedAt);
    boolean over = reading.state() == State.MERGED || reading.state() == State.CLOSED;
    var plain = over ? Optional.of(lastCi(known, reading)) : reading.plainCi();
    var last = looked.get(known.url());
    if (plain.isPresent()) {
      return store(known, reading, plain.get(), since, askedAt);
    }
    return last != null && isStill(last, reading, askedAt)
        ? store(known, reading, last.ci(), since, askedAt)
        : observeWhole(known, askedAt);
  }

  /** Where no check is known the time alone may change what that means. */
  private static boolean isStill(Looked last, PullRequestReading reading, Instant askedAt) {
    return last.signature().equals(reading.signature())
        && last.at().plus(LOOK_AGAIN).isAfter(askedAt)
        && !(reading.counts().isEmpty() && last.ci() == Ci.PENDING);
  }

  /** Reads one pull request with each of its checks and takes it over. */
  PullRequest.Facts observeWhole(PullRequestRepository.Linked known, Instant askedAt)
      throws GitHubFailure {
    return take(known, reader.readWhole(known.url()), askedAt);
  }

  /** Takes over what was read with each of its checks. */
  PullRequest.Facts take(
      PullRequestRepository.Linked known, PullRequestReader.Whole whole, Instant askedAt) {
    var reading = whole.reading();
    var since = headSince(known, reading, askedAt);
    boolean quiet = since.plus(settings.quiet()).isBefore(clock.instant());
    var ci =
        switch (whole.seen()) {
          case ALL -> CiRules.of(whole.checks(), whole.required(), quiet);
          case SOME -> CiRules.ofSome(whole.checks(), whole.required(), reading.rollup());
          case NONE -> CiRules.worse(lastCi(known, reading), reading.rollup());
        };
    looked.put(known.url(), new Looked(reading.signature(), ci, askedAt));
    return store(known, reading, ci, since, askedAt);
  }

  /** Remembers why a pull request could not be read. */
  void trouble(PullRequestUrl url, GitHubFailure failure) {
    var problem =
        new PullRequest.Problem(codeOf(failure).name(), failure.detail(), clock.instant());
    transaction.executeWithoutResult(
        _ ->
            store
                .trouble(url, problem)
                .forEach(facet -> events.publishEvent(new PullRequestFacetChanged(facet))));
  }

  static ErrorCode codeOf(GitHubFailure failure) {
    return switch (failure.kind()) {
      case NO_CREDENTIALS, UNAUTHORIZED -> ErrorCode.GITHUB_SIGNED_OUT;
      case FORBIDDEN, REFUSED -> ErrorCode.GITHUB_REFUSED;
      case NOT_FOUND -> ErrorCode.NOT_FOUND;
      case NOT_ALLOWED -> ErrorCode.INVALID_STATE;
      case CONFLICT -> ErrorCode.CONFLICT;
      case RATE_LIMITED -> ErrorCode.GITHUB_RATE_LIMITED;
      case UNAVAILABLE -> ErrorCode.GITHUB_UNAVAILABLE;
    };
  }

  /** Checks that can't be read leave what was known of this very head. */
  private static Ci lastCi(PullRequestRepository.Linked known, PullRequestReading reading) {
    var facts = known.facts();
    return facts != null && facts.headSha().equals(reading.headSha()) ? facts.ci() : Ci.UNKNOWN;
  }

  /** While GitHub works it out anew, what was known of this very head stays. */
  private static boolean conflict(PullRequestRepository.Linked known, PullRequestReading reading) {
    var said = reading.mergeConflict();
    var facts = known.facts();
    return said == null
        ? facts != null && facts.headSha().equals(reading.headSha()) && facts.mergeConflict()
        : said;
  }

  private static Instant headSince(
      PullRequestRepository.Linked known, PullRequestReading reading, Instant askedAt) {
    var facts = known.facts();
    var since = known.headSince();
    return facts != null && since != null && facts.headSha().equals(reading.headSha())
        ? since
        : askedAt;
  }

  private PullRequest.Facts store(
      PullRequestRepository.Linked known,
      PullRequestReading reading,
      Ci ci,
      Instant headSince,
      Instant askedAt) {
    var url = known.url();
    var facts =
        new PullRequest.Facts(
            reading.title(),
            reading.state(),
            reading.headSha(),
            ci,
            reading.review(),
            conflict(known, reading),
            reading.changedAt(),
            askedAt);
    transaction.executeWithoutResult(
        _ ->
            store
                .observe(url, facts, headSince)
                .forEach(facet -> events.publishEvent(new PullRequestFacetChanged(facet))));
    return facts;
  }

  /** Forgets what nobody is linked to any more. */
  void keepOnly(Set<PullRequestUrl> linked) {
    looked.keySet().retainAll(linked);
  }
}
