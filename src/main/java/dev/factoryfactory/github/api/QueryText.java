package dev.factoryfactory.github.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question in GraphQL from which fields can be taken that an older server does not know. With
 * them go what is left empty, fragments that nothing names any more, and variables.
 */
final class QueryText {

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\{|}|\\.\\.\\.|\\([^()]*\\)|@\\w+|[A-Za-z_]\\w*\\s*:|[A-Za-z_]\\w*)");
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)\\s*:[^$),]*,?");

  /** What is asked for at one place; {@code inner} of a whole question are its definitions. */
  private static final class Part {

    private final String head;
    private final String key;
    private final @Nullable List<Part> inner;

    private Part(String head, String key, @Nullable List<Part> inner) {
      this.head = head;
      this.key = key;
      this.inner = inner;
    }

    private String text() {
      return inner == null
          ? head
          : head + inner.stream().map(Part::text).collect(Collectors.joining(" ", " { ", " }"));
    }

    private boolean isFragment() {
      return key.startsWith("fragment ");
    }

    private String fragment() {
      return key.substring("fragment ".length());
    }

    private boolean names(String fragment) {
      return key.equals("... " + fragment)
          || inner != null && inner.stream().anyMatch(part -> part.names(fragment));
    }
  }

  private final List<Part> definitions;

  private QueryText(List<Part> definitions) {
    this.definitions = definitions;
  }

  static QueryText parse(String text) {
    var tokens = TOKEN.matcher(text);
    return new QueryText(parts(tokens, true));
  }

  /**
   * The question without some fields.
   *
   * @param paths where each is, in the server's words: {@code ["fragment Facts", "title"]}
   * @return {@code null} when one of them is nowhere, or nothing would be left
   */
  @Nullable String without(List<List<String>> paths) {
    var left = definitions;
    for (var path : paths) {
      var fewer = without(left, path);
      if (fewer == null) {
        return null;
      }
      left = fewer;
    }
    var clean = clean(left);
    return clean.stream().allMatch(Part::isFragment)
        ? null
        : clean.stream().map(QueryText::withoutUnused).collect(Collectors.joining("\n")) + "\n";
  }

  private static @Nullable List<Part> without(List<Part> parts, List<String> path) {
    for (int i = 0; !path.isEmpty() && i < parts.size(); i++) {
      var part = parts.get(i);
      if (!part.key.equals(path.getFirst())) {
        continue;
      }
      var copy = new ArrayList<>(parts);
      if (path.size() == 1) {
        copy.remove(i);
        return copy;
      }
      var inner = part.inner == null ? null : without(part.inner, path.subList(1, path.size()));
      if (inner != null && inner.isEmpty()) {
        copy.remove(i);
        return copy;
      }
      if (inner != null) {
        copy.set(i, new Part(part.head, part.key, inner));
        return copy;
      }
    }
    return null;
  }

  /** A fragment that nothing names is refused, as is one that is named and not there. */
  private static List<Part> clean(List<Part> definitions) {
    var left = definitions;
    while (true) {
      var all = left;
      var known =
          all.stream()
              .filter(Part::isFragment)
              .map(part -> "... " + part.fragment())
              .collect(Collectors.toSet());
      left =
          withoutSpreads(all, known).stream()
              .filter(part -> !part.isFragment() || isNamed(part, all))
              .toList();
      if (text(left).equals(text(all))) {
        return left;
      }
    }
  }

  private static boolean isNamed(Part fragment, List<Part> all) {
    return all.stream().anyMatch(part -> part != fragment && part.names(fragment.fragment()));
  }

  private static List<Part> withoutSpreads(List<Part> parts, Set<String> known) {
    var left = new ArrayList<Part>();
    for (var part : parts) {
      var inner = part.inner == null ? null : withoutSpreads(part.inner, known);
      boolean spread = part.inner == null && part.key.startsWith("... ");
      if (inner == null ? !spread || known.contains(part.key) : !inner.isEmpty()) {
        left.add(new Part(part.head, part.key, inner));
      }
    }
    return left;
  }

  private static String text(List<Part> parts) {
    return parts.stream().map(Part::text).collect(Collectors.joining("\n"));
  }

  /** A variable that is declared and not used is refused as well. */
  private static String withoutUnused(Part definition) {
    var head = definition.head;
    int open = head.indexOf('(');
    if (open < 0 || definition.inner == null) {
      return definition.text();
    }
    var body = new Part("", "", definition.inner).text();
    var declared = VARIABLE.matcher(head.substring(open));
    var kept = new ArrayList<String>();
    while (declared.find()) {
      if (Pattern.compile("\\$" + declared.group(1) + "\\b").matcher(body).find()) {
        kept.add(declared.group().strip());
      }
    }
    var variables = kept.isEmpty() ? "" : "(" + String.join(" ", kept) + ")";
    return head.substring(0, open) + variables + body;
  }

  private static List<Part> parts(Matcher tokens, boolean top) {
    var parts = new ArrayList<Part>();
    var words = new ArrayList<String>();
    while (tokens.find()) {
      var token = Objects.requireNonNull(tokens.group(1));
      switch (token.charAt(0)) {
        case '{' -> {
          parts.add(new Part(String.join(" ", words), key(words, top), parts(tokens, false)));
          words.clear();
        }
        case '}' -> {
          end(parts, words);
          return parts;
        }
        case '(', '@' -> words.add(token);
        default -> {
          if (!top && !goesOn(words)) {
            end(parts, words);
          }
          words.add(token);
        }
      }
    }
    return parts;
  }

  /** Whether a name still belongs to what was begun: an alias, a spread, or a type. */
  private static boolean goesOn(List<String> words) {
    return !words.isEmpty()
        && (words.getLast().equals("...")
            || words.getLast().endsWith(":")
            || words.size() == 2 && words.getFirst().equals("...") && words.getLast().equals("on"));
  }

  /** Servers name a field by its alias, and a definition by its kind and name. */
  private static String key(List<String> words, boolean top) {
    if (top) {
      return words.stream().limit(2).collect(Collectors.joining(" "));
    }
    if (words.getFirst().equals("...")) {
      return words.stream()
          .takeWhile(word -> !word.startsWith("@"))
          .collect(Collectors.joining(" "));
    }
    return words.getFirst().endsWith(":")
        ? words.getFirst().substring(0, words.getFirst().length() - 1).strip()
        : words.getFirst();
  }

  private static void end(List<Part> parts, List<String> words) {
    if (!words.isEmpty()) {
      parts.add(new Part(String.join(" ", words), key(words, false), null));
      words.clear();
    }
  }
}
