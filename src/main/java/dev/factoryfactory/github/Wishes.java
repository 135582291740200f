package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what is to be sent to GitHub, and reads what it says against it. */
final class Wishes {

  static final int MAX_TEXT = 65_536;
  private static final int MAX_TITLE = 256;
  private static final int MAX_PATH = 4_096;
  private static final int MAX_REVIEWERS = 15;
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\\[bot])?");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private Wishes() {}

  static String text(@Nullable String body) {
    if (body == null || body.isBlank()) {
      throw invalid("Say something.");
    }
    return bounded(body);
  }

  /** A text that may be absent. */
  static String bounded(@Nullable String body) {
    if (body != null && body.length() > MAX_TEXT) {
      throw invalid("A text on GitHub has at most 65536 characters.");
    }
    return body == null ? "" : body;
  }

  static String title(@Nullable String title) {
    var line = title == null ? "" : title.strip();
    if (line.isEmpty() || line.length() > MAX_TITLE || line.lines().count() > 1) {
      throw invalid("Give the pull request a title, one line of at most 256 characters.");
    }
    return line;
  }

  static List<String> logins(@Nullable List<String> logins) {
    if (logins == null || logins.isEmpty() || logins.size() > MAX_REVIEWERS) {
      throw invalid("Name one to fifteen reviewers.");
    }
    for (var login : logins) {
      if (login == null || !LOGIN.matcher(login).matches()) {
        throw invalid("A reviewer is named by the login of an account.");
      }
    }
    return List.copyOf(logins);
  }

  static String commit(@Nullable String sha) {
    if (sha == null || !COMMIT.matcher(sha).matches()) {
      throw invalid("Name the commit that was looked at by its full hash, as headSha.");
    }
    return sha;
  }

  static void requirePlace(NewComment wanted) {
    var path = wanted.path();
    var line = wanted.line();
    var start = wanted.startLine();
    if (path == null
        || path.isBlank()
        || path.length() > MAX_PATH
        || line == null
        || line < 1
        || start != null && (start < 1 || start > line)) {
      throw invalid("A comment on the diff needs path and line, and startLine not after line.");
    }
  }

  /** GitHub has one number for all that it can't do; some of it means something of its own. */
  static GitHubFailure plain(GitHubFailure failure) {
    var words = failure.detail().toLowerCase(Locale.ROOT);
    if (failure.kind() != Kind.REFUSED) {
      return failure;
    }
    if (words.contains("head sha") || words.contains("head oid")) {
      return new GitHubFailure(Kind.CONFLICT, failure.detail());
    }
    return words.contains("clean status")
        ? new GitHubFailure(Kind.NOT_ALLOWED, "It can be merged now; there is nothing to wait for.")
        : failure;
  }

  private static DomainException invalid(String message) {
    return new DomainException(ErrorCode.INVALID_INPUT, message);
  }
}
