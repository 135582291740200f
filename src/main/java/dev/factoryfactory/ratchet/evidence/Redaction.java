package dev.factoryfactory.ratchet.evidence;

import java.util.regex.Pattern;

/** Takes secrets out of lines: runners mask only those that were declared to them. */
final class Redaction {

  private static final String MASK = "***";

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}|xox[abprs]-[\\w-]{10,}|sk-[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{30,}|pypi-[\\w-]{40,}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\\w-]{30,}|dckr_pat_[\\w-]{20,}|hf_[A-Za-z0-9]{30,}|eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,})");
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)(\\b(?:proxy-)?authorization['\"]?\\s*[:=]\\s*['\"]?(?:(?:bearer|basic|token)\\s+)?)[\\w.~+/=:-]{8,}");
  private static final Pattern IN_URL =
      Pattern.compile("(?i)(\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@]{0,80}:)[^\\s/@]{1,200}@");
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(\\b[\\w-]{0,40}(?:password|passwd|secret|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token)[\"']?\\s*[:=]\\s*[\"']?)(?=[^\\s\"',;]*\\d)[A-Za-z0-9+/_.=-]{16,}");

  private Redaction() {}

  static String redact(String line) {
    var text = TOKEN.matcher(line).replaceAll(MASK);
    text = HEADER.matcher(text).replaceAll("$1" + MASK);
    text = IN_URL.matcher(text).replaceAll("$1" + MASK + "@");
    return ASSIGNED.matcher(text).replaceAll("$1" + MASK);
  }
}
