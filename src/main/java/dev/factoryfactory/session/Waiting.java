package dev.factoryfactory.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a session does not get on by itself at once.
 *
 * @param message one sentence for a person
 * @param until when it goes on by itself, if that is known
 */
public record Waiting(Reason reason, String message, @Nullable Instant until) {

  static final Waiting FOR_WORKSPACE =
      new Waiting(Reason.WORKSPACE, "Starts when the workspace is set up.", null);

  /** What it waits for. */
  public enum Reason {
    /** Its workspace is not set up yet. */
    WORKSPACE,
    /** As many agents run as may. */
    PLACE,
    /** The agents that run hold as much memory as they may. */
    MEMORY,
    /** The account's usage limit is reached. */
    PROVIDER_LIMIT
  }
}
