package dev.factoryfactory.ratchet;

import dev.factoryfactory.ratchet.RatchetFacts.Work;
import dev.factoryfactory.ratchet.RatchetPullRequests.FailedCheck;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The changing parts of the sentences that say why. */
final class DecisionWords {

  private static final int AT_MOST = 3;

  private DecisionWords() {}

  /** Such as {@code failed checks (build, lint)}. */
  static String subject(Work work) {
    return switch (work.kind()) {
      case CONFLICT -> work.kind().words();
      case CI, REVIEW -> "%s (%s)".formatted(work.kind().words(), some(work.subject()));
    };
  }

  static String names(List<FailedCheck> checks) {
    return some(checks.stream().map(FailedCheck::name).distinct().toList());
  }

  static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  static String small(Outcome outcome) {
    return outcome.title().toLowerCase(Locale.ROOT);
  }

  /** Why GitHub's facts are no ground to decide on; {@code null} when they are. */
  static @Nullable String unread(RatchetFacts facts) {
    var pullRequest = Objects.requireNonNull(facts.pullRequest());
    if (pullRequest.problem() != null) {
      return "GitHub can't be read at present: " + pullRequest.problem();
    }
    return pullRequest.state() == null ? "GitHub was not read yet." : null;
  }

  private static String some(List<String> parts) {
    var shown = parts.stream().limit(AT_MOST).collect(Collectors.joining(", "));
    return parts.size() <= AT_MOST
        ? shown
        : "%s and %d more".formatted(shown, parts.size() - AT_MOST);
  }
}
