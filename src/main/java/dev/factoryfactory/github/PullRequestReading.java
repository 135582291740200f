package dev.factoryfactory.github;

import dev.factoryfactory.github.PullRequest.Ci;
import dev.factoryfactory.github.PullRequest.Review;
import dev.factoryfactory.github.PullRequest.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one answer said of a pull request, its checks only counted.
 *
 * @param mergeConflict {@code null} while GitHub still works it out
 * @param changedAt when anybody last did something to it
 * @param counts how many checks say what, reruns included; empty when none is known
 * @param readable whether the counts are of this head and could be read
 * @param rollup what GitHub makes of all checks of this head, in its words; empty when it does not
 *     say
 */
record PullRequestReading(
    String title,
    State state,
    String headSha,
    Review review,
    @Nullable Boolean mergeConflict,
    @Nullable Instant changedAt,
    Map<String, Integer> counts,
    boolean readable,
    String rollup) {

  private static final int MAX_TITLE = 500;

  /** Tolerant: a value that is not known is the cautious one. */
  static PullRequestReading of(JsonNode node) {
    var rollup = node.path("statusCheckRollup");
    var head = node.path("headRefOid").asString("");
    var contexts = rollup.path("contexts");
    boolean none = rollup.isNull();
    boolean same = rollup.path("commit").path("oid").asString("").equals(head);
    boolean ours = same && contexts.isObject();
    return new PullRequestReading(
        Nodes.label(node.path("title"), MAX_TITLE),
        state(node),
        head,
        review(node),
        conflict(node),
        Nodes.instant(node.path("updatedAt")),
        ours ? counts(contexts) : Map.of(),
        none || ours,
        same ? Nodes.upper(rollup.path("state")) : "");
  }

  /**
   * What the counts say by themselves; nothing where the checks have to be looked at one by one.
   */
  Optional<Ci> plainCi() {
    if (!readable || counts.isEmpty()) {
      return Optional.empty();
    }
    if (counts.keySet().stream().allMatch(CiRules.UNDER_WAY::contains)) {
      return Optional.of(Ci.PENDING);
    }
    return Optional.empty();
  }

  /** Changes with whatever the checks one by one might say differently. */
  String signature() {
    return headSha + new TreeMap<>(counts);
  }

  private static Map<String, Integer> counts(JsonNode contexts) {
    var counts = new HashMap<String, Integer>();
    for (var list : List.of("checkRunCountsByState", "statusContextCountsByState")) {
      for (var item : contexts.path(list)) {
        int count = item.path("count").asInt(0);
        if (count > 0) {
          counts.merge(
              item.path("state").asString("UNKNOWN").toUpperCase(Locale.ROOT), count, Integer::sum);
        }
      }
    }
    if (counts.isEmpty() && contexts.path("totalCount").asInt(0) > 0) {
      counts.put("UNKNOWN", contexts.path("totalCount").asInt());
    }
    return Map.copyOf(counts);
  }

  private static @Nullable Boolean conflict(JsonNode node) {
    if (node.path("mergeStateStatus").asString("").equals("DIRTY")) {
      return true;
    }
    return switch (node.path("mergeable").asString("")) {
      case "CONFLICTING" -> true;
      case "MERGEABLE" -> false;
      default -> null;
    };
  }

  private static State state(JsonNode node) {
    return switch (node.path("state").asString("").toUpperCase(Locale.ROOT)) {
      case "MERGED" -> State.MERGED;
      case "CLOSED" -> State.CLOSED;
      default -> node.path("isDraft").asBoolean(false) ? State.DRAFT : State.OPEN;
    };
  }

  private static Review review(JsonNode node) {
    return switch (node.path("reviewDecision").asString("")) {
      case "APPROVED" -> Review.APPROVED;
      case "CHANGES_REQUESTED" -> Review.CHANGES_REQUESTED;
      default -> Review.NONE;
    };
  }
}
