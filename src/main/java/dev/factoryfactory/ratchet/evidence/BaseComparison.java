package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.FailureContext.Base;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether the base fails in the way the branch does. */
final class BaseComparison {

  private static final Pattern VARYING =
      Pattern.compile(
          "0x[0-9a-f]+|\\b[0-9a-f]{7,40}\\b|\\d+|/(?:home|Users|tmp|__w|builds|work)/\\S*/(?=\\S)|\\s+|^##\\[error\\]");

  private static final Probe LASTING =
      Probe.of(
          "(?i)certificate|x509|unknown host|codehaus|no longer|gone|end of life|deprecated|410|404|bintray|jcenter|default-http-blocker|not found|unsupported");

  private BaseComparison() {}

  static boolean isSame(Observations observed, Base base) {
    if (base.same() != null) {
      return base.same();
    }
    var names = TestNames.of(observed.failures());
    if (!base.failedTests().isEmpty() && !names.isEmpty()) {
      return names.stream().anyMatch(base.failedTests()::contains);
    }
    if (base.error().isBlank()) {
      return true;
    }
    var wanted =
        base.error().lines().map(BaseComparison::normal).filter(line -> line.length() > 8).toList();
    return wanted.isEmpty()
        || observed.lines().stream()
            .map(line -> normal(line.text()))
            .anyMatch(
                line ->
                    wanted.stream()
                        .anyMatch(
                            want ->
                                line.contains(want) || line.length() > 12 && want.contains(line)));
  }

  /** An outage hits the base too, and passes; what is gone for good is the base's. */
  static boolean isOutage(Observations observed, Blame.Hit hit) {
    return !LASTING.in(observed.lines().get(hit.at()).text());
  }

  private static String normal(String text) {
    return VARYING.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
