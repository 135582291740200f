package dev.factoryfactory.session;

import java.time.Instant;

/**
 * A provider account to which nothing is sent, since its usage limit is reached.
 *
 * @param account what agents share; an agent's name where nothing else is configured
 * @param message in the agent's words, bounded
 * @param until when it goes on by itself
 * @param told whether the agent named that time; else it is a guess
 */
public record ProviderPause(
    String account, String message, Instant until, boolean told, Instant beganAt) {

  Waiting waiting() {
    return new Waiting(
        Waiting.Reason.PROVIDER_LIMIT,
        told
            ? "Waits for the end of a usage limit: " + message
            : "Waits before it tries again, since a usage limit is reached: " + message,
        until);
  }
}
