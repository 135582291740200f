package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent session as clients see it.
 *
 * @param stopReason how its last turn ended
 * @param error why it failed
 * @param mode the chosen mode's id
 * @param model the chosen model's id
 * @param permissions what it may do without asking
 * @param lastSequence the transcript's last event
 * @param queue messages not sent yet, next first
 * @param waiting why it does not get on
 * @param resources what its process takes, as last measured
 */
public record Session(
    SessionId id,
    WorkspaceId workspaceId,
    ProjectId projectId,
    String agent,
    String agentTitle,
    @Nullable String title,
    SessionStatus status,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String stopReason,
    @Nullable SessionProblem error,
    @Nullable String mode,
    List<Choice> modes,
    @Nullable String model,
    List<Choice> models,
    PermissionPolicy permissions,
    Abilities abilities,
    List<Command> commands,
    @Nullable Usage usage,
    long lastSequence,
    List<PendingRequest> pendingRequests,
    List<QueuedMessage> queue,
    @Nullable ProcessInfo process,
    @Nullable Waiting waiting,
    @Nullable ResourceUse resources) {

  /**
   * What its agent can do beyond the least; all false until it has started once.
   *
   * @param images takes images with a message
   * @param fork can go on with a copy of its conversation
   * @param list can tell of its earlier conversations in the worktree
   */
  public record Abilities(boolean images, boolean fork, boolean list) {}

  /** A mode or model on offer. */
  public record Choice(String id, String name, @Nullable String description) {}

  /** A slash command. */
  public record Command(String name, @Nullable String description, @Nullable String hint) {}

  /** How much of the context is used and what the session cost, as the agent reports it. */
  public record Usage(
      @Nullable Long used,
      @Nullable Long size,
      @Nullable BigDecimal costAmount,
      @Nullable String costCurrency) {

    /** Agents tell the cost only now and then; it stands until they tell another. */
    Usage orCostOf(@Nullable Usage before) {
      return costAmount != null || before == null
          ? this
          : new Usage(used, size, before.costAmount, before.costCurrency);
    }
  }

  /** A message that waits. */
  public record QueuedMessage(
      String messageId,
      String text,
      MessageState state,
      Instant createdAt,
      List<Attachment> attachments) {}

  /** The agent's process. */
  public record ProcessInfo(long pid, Instant startedAt) {}
}
