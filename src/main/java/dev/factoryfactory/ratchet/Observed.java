package dev.factoryfactory.ratchet;

import dev.factoryfactory.ratchet.RatchetPullRequests.Watched;
import dev.factoryfactory.ratchet.TimelineEvent.Change;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What GitHub says of a pull request, by name, and what of it is new. */
final class Observed {

  private static final String CONFLICT = "mergeConflict";

  private Observed() {}

  static Map<String, String> of(Watched pullRequest) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("number", "#" + pullRequest.number());
    facts.put("state", String.valueOf(pullRequest.state()));
    facts.put("headSha", String.valueOf(pullRequest.headSha()));
    facts.put("ci", String.valueOf(pullRequest.ci()));
    facts.put("review", String.valueOf(pullRequest.review()));
    facts.put(CONFLICT, String.valueOf(pullRequest.conflict()));
    return facts;
  }

  static Map<String, Change> changes(Map<String, String> before, Map<String, String> now) {
    var changes = new LinkedHashMap<String, Change>();
    now.forEach(
        (name, value) -> {
          var was = before.get(name);
          if (!value.equals(was)) {
            changes.put(name, new Change(typed(name, was), typed(name, value)));
          }
        });
    return changes;
  }

  /** Such as {@code GitHub: a new commit, checks failed}. */
  static String title(Map<String, Change> changes) {
    return changes.entrySet().stream()
        .map(change -> words(change.getKey(), String.valueOf(change.getValue().to())))
        .collect(Collectors.joining(", ", "GitHub: ", ""));
  }

  private static @Nullable Object typed(String name, @Nullable String value) {
    return name.equals(CONFLICT) && value != null ? (Object) Boolean.valueOf(value) : value;
  }

  private static String words(String name, String value) {
    return switch (name) {
      case "number" -> "pull request " + value;
      case "headSha" -> "a new commit";
      case "ci" ->
          switch (value) {
            case "SUCCESS" -> "checks passed";
            case "FAILURE" -> "checks failed";
            case "PENDING" -> "checks run";
            default -> "no checks known";
          };
      case CONFLICT -> value.equals("true") ? "a conflict" : "no conflict";
      case "review" ->
          value.equals("NONE") ? "no review" : value.toLowerCase(Locale.ROOT).replace('_', ' ');
      default -> value.toLowerCase(Locale.ROOT);
    };
  }
}
