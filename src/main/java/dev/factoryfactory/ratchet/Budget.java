package dev.factoryfactory.ratchet;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much of one limit is used up. Also its JSON on the wire.
 *
 * @param limit {@code null} for none
 */
record Budget(Scope scope, Kind kind, BigDecimal used, @Nullable BigDecimal limit) {

  /** Whose it is; a day's is its project's. */
  enum Scope {
    PULL_REQUEST("this pull request"),
    WORKSPACE("this workspace today"),
    PROJECT("this project today"),
    DAY("this project today");

    private final String words;

    Scope(String words) {
      this.words = words;
    }
  }

  /** Of what. */
  enum Kind {
    ATTEMPTS("attempts"),
    MINUTES("agent minutes"),
    TOKENS("tokens"),
    COST("cost");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  boolean isUsedUp() {
    return limit != null && used.compareTo(limit) >= 0;
  }

  /** Such as {@code 5 of 5 attempts for this pull request are used up}. */
  String words() {
    return "%s of %s %s for %s are used up"
        .formatted(
            used.stripTrailingZeros().toPlainString(),
            limit == null ? "unlimited" : limit.stripTrailingZeros().toPlainString(),
            kind.words,
            scope.words);
  }
}
