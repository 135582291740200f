package dev.factoryfactory.ratchet.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that is only run on lines that hold its longest plain text, since almost no
 * line of a log matches any of some hundred expressions.
 */
final class Probe {

  private static final String META = "\\^$.|?*+()[]{}";

  private final String literal;
  private final Pattern pattern;

  private Probe(String literal, Pattern pattern) {
    this.literal = literal;
    this.pattern = pattern;
  }

  static Probe of(String expression) {
    return new Probe(literalOf(expression), Pattern.compile(expression));
  }

  boolean in(String text) {
    return text.contains(literal) && pattern.matcher(text).find();
  }

  @Nullable Matcher find(String text) {
    if (!text.contains(literal)) {
      return null;
    }
    var matcher = pattern.matcher(text);
    return matcher.find() ? matcher : null;
  }

  /** The longest text outside of any group that every match must hold; empty when there is none. */
  static String literalOf(String expression) {
    if (expression.startsWith("(?i)") || hasAlternativesAtTop(expression)) {
      return "";
    }
    var best = "";
    var run = new StringBuilder();
    int depth = 0;
    int i = 0;
    while (i < expression.length()) {
      char c = expression.charAt(i);
      boolean escaped = c == '\\' && i + 1 < expression.length();
      char meant = escaped ? expression.charAt(i + 1) : c;
      boolean plain =
          depth == 0
              && (escaped ? META.indexOf(meant) >= 0 : META.indexOf(c) < 0)
              && !isOptional(expression, i + (escaped ? 2 : 1));
      if (plain) {
        run.append(meant);
      } else {
        best = longer(best, run);
        run.setLength(0);
      }
      if (!escaped) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == '[' || c == '{') {
          i = endOf(expression, i);
        }
      }
      i += escaped ? 2 : 1;
    }
    return longer(best, run);
  }

  private static String longer(String best, StringBuilder run) {
    return run.length() > best.length() ? run.toString() : best;
  }

  private static boolean isOptional(String expression, int next) {
    return next < expression.length() && "?*{+".indexOf(expression.charAt(next)) >= 0;
  }

  private static int endOf(String expression, int open) {
    char close = expression.charAt(open) == '[' ? ']' : '}';
    int i = open + 1;
    while (i < expression.length() && expression.charAt(i) != close) {
      i += expression.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private static boolean hasAlternativesAtTop(String expression) {
    int depth = 0;
    for (int i = 0; i < expression.length(); i++) {
      switch (expression.charAt(i)) {
        case '\\' -> i++;
        case '[' -> i = endOf(expression, i);
        case '(' -> depth++;
        case ')' -> depth--;
        case '|' -> {
          if (depth == 0) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }
}
