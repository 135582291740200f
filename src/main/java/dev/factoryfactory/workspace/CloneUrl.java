package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.util.regex.Pattern;

/**
 * An address to clone from, checked: no option, no helper program, no password.
 *
 * @param text what git is given
 * @param folder the name of the folder that the clone gets
 */
record CloneUrl(String text, String folder) {

  private static final Pattern WITH_SCHEME =
      Pattern.compile("(?<scheme>https?|ssh|git|file)://(?<user>[^/@]*@)?(?<rest>[^\\s]+)");
  private static final Pattern SCP_LIKE =
      Pattern.compile("[A-Za-z0-9][\\w.-]*@[A-Za-z0-9][\\w.-]*:(?!/?-)[^\\s]+");
  private static final Pattern LAST_SEGMENT = Pattern.compile("([^/:]+?)(?:\\.git)?/*$");

  static CloneUrl parse(String text) {
    var url = text.strip();
    var schemed = WITH_SCHEME.matcher(url);
    if (schemed.matches()) {
      var user = schemed.group("user");
      if (user != null && (user.contains(":") || schemed.group("scheme").startsWith("http"))) {
        throw invalid(
            "Leave user name and password out of the address; git's credential helper has them.");
      }
    } else if (!SCP_LIKE.matcher(url).matches()) {
      throw invalid(
          "Give an address such as https://github.com/owner/repository or"
              + " git@github.com:owner/repository.git.");
    }
    var segment = LAST_SEGMENT.matcher(url);
    var folder = segment.find() ? segment.group(1).replaceAll("[^A-Za-z0-9._-]", "-") : "";
    if (folder.isEmpty() || folder.startsWith(".") || folder.startsWith("-")) {
      throw invalid("The address does not end in a repository's name.");
    }
    return new CloneUrl(url, folder);
  }

  private static DomainException invalid(String why) {
    return new DomainException(ErrorCode.INVALID_GIT_URL, why);
  }
}
