package dev.factoryfactory.session;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What turns used, as their agents reported it: sums of a session, a workspace or a project.
 *
 * @param rows one for each day, agent and currency, oldest day first
 */
public record UsageReport(List<Row> rows) {

  public UsageReport {
    rows = List.copyOf(rows);
  }

  /**
   * The turns of one agent on one day of the server's calendar. Numbers that no agent told are 0.
   *
   * @param inputTokens without those from a cache
   * @param costAmount {@code null} when no cost was told
   */
  public record Row(
      LocalDate day,
      String agent,
      long turns,
      long inputTokens,
      long outputTokens,
      long cachedTokens,
      @Nullable BigDecimal costAmount,
      @Nullable String costCurrency) {}
}
