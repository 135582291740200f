package dev.factoryfactory.ratchet;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.ratchet.evidence.Classification;
import dev.factoryfactory.ratchet.evidence.FailureClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that the ratchet saw, decided or did. Also its JSON on the wire.
 *
 * @param at when it was first so
 * @param title one short sentence
 * @param lastAt when it was last so; the same as {@code at} unless it was found again
 * @param count how often it was found
 */
public record TimelineEvent(
    String id,
    Instant at,
    Kind kind,
    String title,
    @Nullable String detail,
    @Nullable String headSha,
    @Nullable SessionId sessionId,
    @Nullable Map<String, Change> facts,
    @Nullable List<Check> checks,
    @Nullable Cost cost,
    @Nullable String url,
    int count,
    Instant lastAt) {

  /** What kind of thing happened. */
  public enum Kind {
    ENABLED,
    DISABLED,
    OBSERVED,
    DECIDED,
    CLASSIFIED,
    DISPATCHED,
    OUTCOME,
    RERUN,
    REPLIED,
    MERGED,
    PAUSED,
    BUDGET,
    PROBLEM
  }

  /** A fact that is another now. */
  public record Change(@Nullable Object from, @Nullable Object to) {}

  /** Why a check failed. */
  public record Check(
      @Nullable String checkId,
      String name,
      @JsonProperty("class") FailureClass failureClass,
      String reason,
      List<String> failedTests,
      List<String> evidence) {

    static Check of(@Nullable String id, String name, Classification found) {
      return new Check(
          id, name, found.failureClass(), found.reason(), found.failedTests(), found.evidence());
    }
  }

  /** What a fixer took. */
  public record Cost(
      long tokens, @Nullable BigDecimal amount, @Nullable String currency, long minutes) {}

  /** What is stored beside kind and title. */
  record More(
      @Nullable String detail,
      @Nullable String headSha,
      @Nullable SessionId sessionId,
      @Nullable Map<String, Change> facts,
      @Nullable List<Check> checks,
      @Nullable Cost cost,
      @Nullable String url) {

    static final More NOTHING = new More(null, null, null, null, null, null, null);

    static More detail(@Nullable String detail) {
      return new More(detail, null, null, null, null, null, null);
    }

    static More of(Dispatch order, @Nullable String detail, @Nullable Cost cost) {
      return new More(detail, order.headSha(), order.sessionId(), null, null, cost, null);
    }
  }
}
