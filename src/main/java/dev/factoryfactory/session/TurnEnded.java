package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;

/**
 * An agent's turn is over. Published after it was stored.
 *
 * @param stopReason as in the transcript's {@code turn_ended}
 */
public record TurnEnded(
    ProjectId projectId,
    WorkspaceId workspaceId,
    SessionId sessionId,
    String turnId,
    String stopReason,
    Instant endedAt) {}
