package dev.factoryfactory.session.acp;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Text from an agent: untrusted, made storable and cut to a bound that is said in the text. */
public final class AgentText {

  /** Bound for names and titles. */
  public static final int SHORT = 500;

  /** Bound for command lines, reasons and descriptions. */
  public static final int MEDIUM = 8 * 1024;

  /** Bound for tool input and output and each piece of a message. */
  public static final int LONG = 64 * 1024;

  /** Escape sequences, then any control character but line ends and tabs. */
  private static final Pattern STEERING =
      Pattern.compile(
          "\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|.)"
              + "|[\\p{Cntrl}&&[^\n\t]]");

  private AgentText() {}

  /** The text without what PostgreSQL or UTF-8 refuse, cut to {@code limit} characters. */
  public static String bounded(String text, int limit) {
    if (text.length() <= limit) {
      return storable(text);
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return storable(text.substring(0, end)) + truncationMark(text.length());
  }

  /** The text of a terminal as it reads on paper: no colours, no movements, no control. */
  public static String plain(String text) {
    return STEERING.matcher(text).replaceAll("");
  }

  /** The bounded text of a field, or {@code null} when the field is no text. */
  public static @Nullable String field(JsonNode object, String name, int limit) {
    var value = raw(object, name);
    return value == null ? null : bounded(value, limit);
  }

  /** The text of a field as it came, or {@code null} when the field is no text. */
  public static @Nullable String raw(JsonNode object, String name) {
    var value = object.path(name);
    return value.isString() ? value.stringValue() : null;
  }

  /** Says within a text that it was longer. */
  static String truncationMark(long characters) {
    return "\n… [truncated, " + characters + " characters in all]";
  }

  /** Drops the zero character, which PostgreSQL can't store, and replaces halves of characters. */
  private static String storable(String text) {
    int first = firstUnstorable(text);
    if (first < 0) {
      return text;
    }
    var clean = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPair(text, i)) {
        clean.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        clean.append('\ufffd');
      } else if (c != 0) {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  private static int firstUnstorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPair(text, i)) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPair(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }
}
