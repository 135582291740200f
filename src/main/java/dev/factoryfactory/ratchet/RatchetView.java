package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the ratchet stands to a workspace, with all that explains it. Its JSON on the wire.
 *
 * @param paused whether all fixers rest
 * @param decision what was decided last; {@code null} until it looked
 * @param attempt the fixer on its way
 */
record RatchetView(
    boolean enabled,
    RatchetState state,
    boolean paused,
    @Nullable Decided decision,
    @Nullable Attempt attempt,
    List<Budget> budgets,
    boolean autoMerge) {

  /** A decision with its reason. */
  record Decided(DecisionRule code, String reason, Instant at) {}

  /** A fixer on its way. */
  record Attempt(
      int number,
      @Nullable Integer of,
      SessionId sessionId,
      Instant startedAt,
      List<String> subject) {}

  static RatchetView of(
      RatchetRow row,
      RatchetSettings settings,
      boolean paused,
      @Nullable Dispatch order,
      List<Budget> budgets) {
    var shown = row.shown();
    var code = shown.decision();
    var reason = shown.reason();
    var at = row.decidedAt();
    return new RatchetView(
        row.enabled(),
        shown.state(),
        paused,
        code == null || reason == null || at == null ? null : new Decided(code, reason, at),
        order == null
            ? null
            : new Attempt(
                order.attempt(),
                order.attempts(),
                order.sessionId(),
                order.startedAt() == null ? order.claimedAt() : order.startedAt(),
                order.subject()),
        budgets,
        row.merges(settings));
  }
}
