package dev.factoryfactory.session;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, for the program that sent it.
 *
 * @param stopReason how its turn ended; {@code null} until it has
 * @param startedAt when the agent got it; {@code null} while it waits
 * @param lastWords what the agent said last in its turn, empty when nothing
 * @param tokens taken in and given out by its turn, as the agent reported them
 * @param cost of its turn; {@code null} when the agent reports none
 */
public record MessageFate(
    Progress progress,
    @Nullable String stopReason,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    String lastWords,
    long tokens,
    @Nullable BigDecimal cost,
    @Nullable String currency) {

  /** How far it is. */
  public enum Progress {
    WAITING,
    RUNNING,
    /** The agent said that it is done. */
    ENDED,
    /** Somebody ended the turn. */
    CANCELLED,
    /** The agent, its account or a limit ended the turn, or never let it begin. */
    DIED
  }
}
