package dev.factoryfactory.ratchet.evidence;

import java.util.Locale;

/** What kind of step something is and what sounds like an error, where no tool is known. */
final class Words {

  private static final Probe ERROR =
      Probe.of(
          "^\\s*(?:\\S+: )?(?:(?:fatal|uncaught|unhandled|internal|critical|build|compilation|compiler|assertion|syntax|type|parse|test) )*(?i:error|fatal|exception|failure|failed|panic|critical|abort(?:ed)?|assertion)s?\\b\\s?(?:[:!\\[(-]|\\w+:|occurred|in )|^Traceback \\(most|^(?:[\\w.]+\\.)?[A-Z]\\w*(?:Error|Exception|Failure)\\b|: command not found|: not found$|No such file or directory|^\\S+: line \\d+: |Segmentation fault|core dumped|: error[: ]|\\berror: |^(?:E|ERROR|FATAL|FAIL(?:ED)?|ERR!)\\b|^\\s*(?:✖|✗|✘|×|❌|⨯) ?\\S|^g?make(?:\\[\\d+\\])?: \\*\\*\\*|exit(?:ed with)? (?:code|status) [1-9]|^Caused by: |\\bFAILED\\b");

  private static final Probe ZERO =
      Probe.of(
          "(?i)\\b(?:0|no) (?:errors?|failures?|failed|problems?|vulnerabilities)\\b|\\bfailed: 0|errors?: 0\\b|error[-_]?(?:handling|handler|page|boundary)|if-no-files-found: error|continue-on-error");

  private Words() {}

  static boolean isError(String bare) {
    return ERROR.in(bare) && !ZERO.in(bare) && !Boilerplate.isPassed(bare);
  }

  /** Kinds of step in which an unknown error is no word against the code. */
  static boolean isCeremony(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.matches(
        ".*\\b(?:checkout|set ?up|setup-\\S+|install|cache|login|upload|download|publish|deploy|release|push|codecov|coveralls|notify|comment|label|artifact|initialize|pull)\\b.*");
  }
}
