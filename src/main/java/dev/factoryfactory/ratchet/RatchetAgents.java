package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bridge to the agents that mend. */
public interface RatchetAgents {

  /**
   * Whether anything is under way in a workspace that a fixer would disturb: a turn, a start, a
   * message that waits, a question to a person.
   */
  boolean isBusy(WorkspaceId workspace);

  /**
   * The session to send an order to: one of the workspace's own that is idle and may do just what
   * fixers may, or else the one that mended here before.
   *
   * @param permissions what fixers may do without asking
   * @param earlier the last fixer's
   */
  Optional<SessionId> willing(
      WorkspaceId workspace, String permissions, @Nullable SessionId earlier);

  /**
   * Has an agent work on an order. The same order again does nothing.
   *
   * @param session where; made when there is none of this id
   * @param order its id
   */
  void start(
      WorkspaceId workspace, SessionId session, UUID order, String prompt, String permissions);

  /** What became of an order; empty when it never arrived, or its session is gone. */
  Optional<Fate> fate(SessionId session, UUID order);

  /**
   * Ends the work on an order, begun or not.
   *
   * @return whether it never began and never will
   */
  boolean cancel(SessionId session, UUID order);

  /** How far an order is. */
  enum Progress {
    WAITING,
    RUNNING,
    ENDED,
    CANCELLED,
    DIED
  }

  /**
   * What became of an order.
   *
   * @param words what the agent said last
   * @param startedAt {@code null} while it waits
   */
  record Fate(
      Progress progress,
      String words,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      long tokens,
      @Nullable BigDecimal cost,
      @Nullable String currency) {}
}
