package dev.factoryfactory.github.api;

import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Obeys the limits that hosts set: a shared allowance an hour, and to go away for a while. */
final class RateLimits {

  private static final Duration UNSAID = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 5;

  private record Key(String host, String resource) {}

  private final Clock clock;
  private final RandomGenerator random;
  private final Map<Key, RateLimit> limits = new ConcurrentHashMap<>();
  private final Map<Key, Integer> refusals = new ConcurrentHashMap<>();

  RateLimits(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  List<RateLimit> all() {
    return List.copyOf(limits.values());
  }

  Optional<RateLimit> of(String host, String resource) {
    return Optional.ofNullable(limits.get(new Key(host, resource)));
  }

  /**
   * @throws GitHubFailure RATE_LIMITED while the host wants to be left alone
   */
  void check(String host, String resource) throws GitHubFailure {
    var limit = limits.get(new Key(host, resource));
    var until = limit == null ? null : limit.blockedUntil();
    if (until != null && clock.instant().isBefore(until)) {
      throw new GitHubFailure(
          Kind.RATE_LIMITED, "GitHub's rate limit is used up until %s.".formatted(until), until);
    }
  }

  /** Takes over what an answer says of the allowance; an answer that was given ends a refusal. */
  void learn(String host, String resource, HttpHeaders headers) {
    var key = new Key(host, headers.firstValue("x-ratelimit-resource").orElse(resource));
    var remaining = headers.firstValueAsLong("x-ratelimit-remaining");
    var reset = headers.firstValueAsLong("x-ratelimit-reset");
    if (remaining.isPresent() && reset.isPresent()) {
      var limit = headers.firstValueAsLong("x-ratelimit-limit").orElse(0);
      limits.put(
          key,
          new RateLimit(
              host,
              key.resource(),
              limit,
              remaining.getAsLong(),
              local(reset.getAsLong(), headers),
              null));
    }
    refusals.remove(new Key(host, resource));
  }

  /** Remembers that the host wants to be left alone, and for how long. */
  GitHubFailure refuse(String host, String resource, HttpHeaders headers) {
    var key = new Key(host, resource);
    var until = clock.instant().plus(wait(key, headers)).plusMillis(random.nextLong(1_000, 5_000));
    var known = limits.get(key);
    var reset = known == null ? until : known.resetAt();
    limits.put(
        key,
        new RateLimit(
            host,
            resource,
            headers.firstValueAsLong("x-ratelimit-limit").orElse(known == null ? 0 : known.limit()),
            headers
                .firstValueAsLong("x-ratelimit-remaining")
                .orElse(known == null ? 0 : known.remaining()),
            reset,
            until));
    return new GitHubFailure(
        Kind.RATE_LIMITED, "GitHub asked to wait until %s.".formatted(until), until);
  }

  /** First what it says, then when the hour is over, else a minute, and twice that each time. */
  private Duration wait(Key key, HttpHeaders headers) {
    var after = headers.firstValueAsLong("retry-after");
    if (after.isPresent()) {
      return shorter(Duration.ofSeconds(after.getAsLong()));
    }
    var reset = headers.firstValueAsLong("x-ratelimit-reset");
    if (headers.firstValueAsLong("x-ratelimit-remaining").orElse(-1) == 0 && reset.isPresent()) {
      return shorter(Duration.between(clock.instant(), local(reset.getAsLong(), headers)));
    }
    int before = refusals.merge(key, 1, Integer::sum) - 1;
    return shorter(UNSAID.multipliedBy(1L << Math.min(before, MAX_DOUBLINGS)));
  }

  private static Duration shorter(Duration wait) {
    var positive = wait.isNegative() ? Duration.ZERO : wait;
    return positive.compareTo(LONGEST) > 0 ? LONGEST : positive;
  }

  /** Its clock and ours may differ: what counts is how long from its now. */
  private Instant local(long epochSecond, HttpHeaders headers) {
    var theirs = Instant.ofEpochSecond(epochSecond);
    return headers
        .firstValue("date")
        .flatMap(RateLimits::date)
        .map(now -> clock.instant().plus(Duration.between(now, theirs)))
        .orElse(theirs);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
