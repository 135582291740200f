package dev.factoryfactory.github;

import dev.factoryfactory.github.api.RateLimit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a host's hourly allowance. Also its JSON on the wire.
 *
 * @param resource GitHub's name for what is counted: {@code core}, {@code graphql}
 * @param blockedUntil when it may be asked again, while it said to wait
 */
public record GitHubAllowance(
    String host,
    String resource,
    long limit,
    long remaining,
    Instant resetAt,
    @Nullable Instant blockedUntil) {

  static GitHubAllowance of(RateLimit limit) {
    return new GitHubAllowance(
        limit.host(),
        limit.resource(),
        limit.limit(),
        limit.remaining(),
        limit.resetAt(),
        limit.blockedUntil());
  }
}
