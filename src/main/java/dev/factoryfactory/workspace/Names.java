package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How projects, workspaces and branches get names that people and git both take. */
final class Names {

  private static final int MAX_NAME = 120;
  private static final int MAX_TITLE = 72;
  private static final int MAX_SLUG = 50;

  private static final List<String> FIRST =
      List.of(
          "amber", "brisk", "calm", "clear", "copper", "deft", "early", "fair", "fleet", "frank",
          "keen", "lucid", "merry", "noble", "plain", "quick", "sound", "steady", "swift", "true");

  private static final List<String> SECOND =
      List.of(
          "anvil", "bench", "bolt", "chisel", "clamp", "crane", "drill", "forge", "gauge", "hammer",
          "hoist", "jig", "lathe", "lever", "loom", "mill", "pulley", "rivet", "spindle", "vise");

  private Names() {}

  /**
   * The name of a workspace: the one asked for, or made from the prompt, the branch or at random.
   *
   * @throws DomainException INVALID_NAME when the one asked for is blank, too long or not one line
   */
  static String workspaceName(NewWorkspace request, RandomGenerator random) {
    if (request.name() != null) {
      return checked(request.name());
    }
    var title = title(request.prompt());
    if (!title.isEmpty()) {
      return title;
    }
    if (request.branch() != null && !request.branch().isBlank()) {
      return request.branch().length() <= MAX_NAME
          ? request.branch()
          : request.branch().substring(0, MAX_NAME);
    }
    return FIRST.get(random.nextInt(FIRST.size()))
        + "-"
        + SECOND.get(random.nextInt(SECOND.size()));
  }

  /** A name for a workspace about an issue. */
  static String fromTitle(LinkedIssue issue) {
    var title = title(issue.title());
    return title.isEmpty() ? "Issue " + issue.number() : title;
  }

  static String checked(String name) {
    var trimmed = name.strip();
    if (trimmed.isEmpty()
        || trimmed.length() > MAX_NAME
        || trimmed.chars().anyMatch(Character::isISOControl)) {
      throw new DomainException(
          ErrorCode.INVALID_NAME, "A name is one line of 1 to %d characters.".formatted(MAX_NAME));
    }
    return trimmed;
  }

  /** The first sentence of a prompt, cut at a word. */
  private static String title(@Nullable String prompt) {
    if (prompt == null) {
      return "";
    }
    var line =
        prompt
            .lines()
            .map(text -> text.replaceAll("[\\p{Cntrl}#*`>]+", " ").replaceAll("\\s+", " ").strip())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    var sentence = line.split("(?<=[.!?])\\s", 2)[0].replaceAll("[.:;,\\s]+$", "");
    if (sentence.length() <= MAX_TITLE) {
      return sentence;
    }
    var cut = sentence.lastIndexOf(' ', MAX_TITLE - 1);
    return sentence.substring(0, cut > MAX_TITLE / 2 ? cut : MAX_TITLE - 1) + "…";
  }

  /** Lower-case letters, digits and single dashes; empty when nothing of the text is left. */
  static String slug(String text) {
    var slug =
        java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    if (slug.length() <= MAX_SLUG) {
      return slug;
    }
    var cut = slug.lastIndexOf('-', MAX_SLUG);
    return slug.substring(0, cut > MAX_SLUG / 2 ? cut : MAX_SLUG);
  }

  /** A project's display name from its folder's, such as {@code Ledger Line} from ledger-line. */
  static String projectName(String folder) {
    var words = folder.replaceAll("[-_]+", " ").strip();
    return words.isEmpty() ? folder : words;
  }
}
