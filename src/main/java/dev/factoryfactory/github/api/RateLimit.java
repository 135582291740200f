package dev.factoryfactory.github.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a host's allowance.
 *
 * @param resource GitHub's name for it: {@code core}, {@code graphql}, {@code search}
 * @param blockedUntil when it may be asked again, while it said to wait
 */
public record RateLimit(
    String host,
    String resource,
    long limit,
    long remaining,
    Instant resetAt,
    @Nullable Instant blockedUntil) {}
