package dev.factoryfactory.github;

import dev.factoryfactory.platform.text.PrintedLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes values out of what GitHub answered: whatever is not as expected is as if absent. */
final class Nodes {

  private Nodes() {}

  /** A text of at most so many characters; empty when there is none. */
  static String text(JsonNode node, int most) {
    var text = node.asString("").replace("\u0000", "");
    return sound(text.length() > most ? text.substring(0, most) + "…" : text);
  }

  /**
   * A text of one line that is shown by itself: nothing in it moves to another line or turns it.
   */
  static String label(JsonNode node, int most) {
    return PrintedLine.printable(text(node, most).replaceAll("[\\r\\n\\u2028\\u2029]+", " "));
  }

  /** Half a character, as a cut leaves it or somebody sends it, could not be written as JSON. */
  static String sound(String text) {
    return text.chars().noneMatch(c -> Character.isSurrogate((char) c))
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** A word of GitHub's in capital letters; empty when there is none. */
  static String upper(JsonNode node) {
    return node.asString("").toUpperCase(Locale.ROOT);
  }

  static @Nullable Long number(JsonNode node) {
    return node.isIntegralNumber() ? node.asLong() : null;
  }

  static @Nullable Integer line(JsonNode node) {
    return node.isIntegralNumber() ? node.asInt() : null;
  }

  static @Nullable Instant instant(JsonNode node) {
    try {
      return node.isString() ? Instant.parse(node.stringValue()) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** An address that a browser may open; nothing else that looks like one. */
  static @Nullable String link(JsonNode node) {
    var text = node.asString("");
    boolean web =
        text.regionMatches(true, 0, "https://", 0, 8)
            || text.regionMatches(true, 0, "http://", 0, 7);
    return web && text.length() <= 2_000 && text.chars().noneMatch(Character::isISOControl)
        ? text
        : null;
  }

  /** Who did it; {@code null} when the account is gone. */
  static @Nullable String login(JsonNode actor) {
    var login = actor.path("login").asString("");
    return login.isEmpty() ? null : text(actor.path("login"), 100);
  }

  /** The value of an enum, or a cautious one for a word that is new. */
  static <E extends Enum<E>> E word(Class<E> type, JsonNode node, E otherwise) {
    try {
      return Enum.valueOf(type, upper(node));
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }
}
