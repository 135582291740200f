package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to an agent to mend something, as it is stored.
 *
 * @param id also the id of its message, so that it arrives once
 * @param branch the only one that is pushed for it
 * @param key what was red
 * @param attempt counted per pull request, from 1
 * @param attempts how many a pull request may have
 * @param items the feedback that it is about
 * @param pushedSha what came of it; {@code null} until something was pushed
 * @param fence who may move it on
 */
record Dispatch(
    UUID id,
    WorkspaceId workspaceId,
    ProjectId projectId,
    String prUrl,
    String headSha,
    String branch,
    FixKind kind,
    String key,
    int attempt,
    @Nullable Integer attempts,
    List<String> subject,
    List<String> items,
    String prompt,
    SessionId sessionId,
    State state,
    @Nullable Outcome outcome,
    @Nullable String words,
    @Nullable String pushedSha,
    Instant claimedAt,
    @Nullable Instant startedAt,
    @Nullable Instant turnEndedAt,
    long fence) {

  /** How far it is. */
  enum State {
    /** Stored; the agent may have it or not. */
    CLAIMED,
    /** The agent has it. */
    STARTED,
    /** The agent is done and something was pushed. */
    VERIFYING,
    ENDED
  }
}
