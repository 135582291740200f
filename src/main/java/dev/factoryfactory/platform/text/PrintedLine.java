package dev.factoryfactory.platform.text;

import java.util.regex.Pattern;

/** Makes a line that a program printed fit to be shown to people. */
public final class PrintedLine {

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

  private static final Pattern ANSI =
      Pattern.compile(
          "\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]{0,500}(?:\u0007|\u001b\\\\)|_[^\u0007]{0,200}\u0007|[@-Z\\\\-_=>c])|\u009b[0-?]*[ -/]*[@-~]");
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}&&[^\t]]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]");

  private PrintedLine() {}

  /** Takes secrets out: runners mask only those that were declared to them. */
  public static String redact(String line) {
    var text = TOKEN.matcher(line).replaceAll(MASK);
    text = HEADER.matcher(text).replaceAll("$1" + MASK);
    text = IN_URL.matcher(text).replaceAll("$1" + MASK + "@");
    return ASSIGNED.matcher(text).replaceAll("$1" + MASK);
  }

  /** The text without colours, controls and what turns the direction of writing. */
  public static String printable(String raw) {
    var text =
        raw.indexOf('\u001b') >= 0 || raw.indexOf('\u009b') >= 0
            ? ANSI.matcher(raw).replaceAll("")
            : raw;
    return (isPlain(text) ? text : UNPRINTABLE.matcher(text).replaceAll("")).stripTrailing();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f || c > 0x2000 || c >= 0x80 && c < 0xa0) {
        return false;
      }
    }
    return true;
  }
}
