package dev.factoryfactory.github;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a pull request is: {@code https://HOST/OWNER/REPO/pull/NUMBER}, on github.com or an
 * Enterprise server. What follows the number in a pasted address is cut off.
 */
record PullRequestUrl(String host, String owner, String repository, int number) {

  private static final Pattern FORM =
      Pattern.compile(
          "https://([A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::\\d{1,5})?)/([A-Za-z0-9_-]{1,100})/([A-Za-z0-9._-]{1,100})/pull/(\\d{1,9})(?:[/?#]\\S*)?");

  /**
   * @throws DomainException INVALID_INPUT for anything else
   */
  static PullRequestUrl parse(@Nullable String text) {
    var matcher = FORM.matcher(text == null ? "" : text.strip());
    if (!matcher.matches()
        || matcher.group(4).matches("0+")
        || matcher.group(3).matches("\\.{1,2}")) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT,
          "Give the pull request's address, such as https://github.com/OWNER/REPOSITORY/pull/123.");
    }
    return new PullRequestUrl(
        matcher.group(1), matcher.group(2), matcher.group(3), Integer.parseInt(matcher.group(4)));
  }

  @Override
  public String toString() {
    return "https://%s/%s/%s/pull/%d".formatted(host, owner, repository, number);
  }
}
