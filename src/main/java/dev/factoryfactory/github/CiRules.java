package dev.factoryfactory.github;

import dev.factoryfactory.github.PullRequest.Ci;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One meaning for all that GitHub says of checks. Only a value that is known to be good is success;
 * one that is not known at all is never.
 */
final class CiRules {

  static final Set<String> GOOD = Set.of("SUCCESS", "NEUTRAL", "SKIPPED");
  static final Set<String> BAD =
      Set.of("FAILURE", "ERROR", "TIMED_OUT", "STARTUP_FAILURE", "ACTION_REQUIRED", "CANCELLED");
  static final Set<String> UNDER_WAY =
      Set.of("QUEUED", "IN_PROGRESS", "WAITING", "REQUESTED", "PENDING", "EXPECTED");

  private CiRules() {}

  /**
   * All checks of a head taken together.
   *
   * @param required names without which the base takes nothing
   * @param quiet whether the head is known long enough for its checks to have begun
   */
  static Ci of(List<Check> checks, Set<String> required, boolean quiet) {
    var newest = newest(checks);
    var names = newest.stream().map(Check::name).toList();
    boolean missing = !names.containsAll(required);
    if (newest.isEmpty()) {
      return quiet && !missing ? Ci.SUCCESS : Ci.PENDING;
    }
    if (has(newest, BAD)) {
      return Ci.FAILURE;
    }
    if (missing || has(newest, UNDER_WAY)) {
      return Ci.PENDING;
    }
    return newest.stream().allMatch(check -> GOOD.contains(check.value()))
        ? Ci.SUCCESS
        : Ci.UNKNOWN;
  }

  /**
   * The same where others may not be seen: without any check nothing is known.
   *
   * @param rollup what GitHub makes of all of them; empty when that is not seen either
   */
  static Ci ofSome(List<Check> checks, Set<String> required, String rollup) {
    return worse(checks.isEmpty() ? Ci.UNKNOWN : of(checks, required, true), rollup);
  }

  /** What is seen, unless all taken together are known to be worse. */
  static Ci worse(Ci seen, String rollup) {
    if (seen == Ci.FAILURE || BAD.contains(rollup)) {
      return Ci.FAILURE;
    }
    return UNDER_WAY.contains(rollup) ? Ci.PENDING : seen;
  }

  /**
   * Without what was run again. An older run gives way when the newer began after its end, when it
   * was cancelled, or when both are attempts of one run; two that overlap both count.
   */
  static List<Check> newest(List<Check> checks) {
    var ordered = new ArrayList<>(checks);
    ordered.sort(Comparator.comparing(CiRules::begin));
    return ordered.stream()
        .filter(older -> ordered.stream().noneMatch(newer -> replaces(newer, older, ordered)))
        .toList();
  }

  private static boolean replaces(Check newer, Check older, List<Check> ordered) {
    if (newer == older
        || !newer.name().equals(older.name())
        || !newer.origin().equals(older.origin())
        || ordered.indexOf(newer) < ordered.indexOf(older)) {
      return false;
    }
    var end = older.completedAt();
    return older.value().equals("CANCELLED")
        || newer.run() != null && newer.run().equals(older.run())
        || end != null && !begin(newer).isBefore(end);
  }

  private static Instant begin(Check check) {
    var started = check.startedAt();
    return started == null ? Instant.EPOCH : started;
  }

  private static boolean has(List<Check> checks, Set<String> values) {
    return checks.stream().anyMatch(check -> values.contains(check.value()));
  }
}
