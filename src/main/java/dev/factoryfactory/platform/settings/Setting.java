package dev.factoryfactory.platform.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a user can choose for the whole server, and which values make sense. */
enum Setting {
  /** The agent of a new workspace that names none. */
  DEFAULT_AGENT("defaultAgent", "[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "the name of an agent"),
  /** What agents may do without asking. */
  DEFAULT_PERMISSIONS("defaultPermissions", "STRICT|RELAXED|YOLO", "STRICT, RELAXED or YOLO"),
  /** What the names of new branches begin with. */
  BRANCH_PREFIX(
      "branchPrefix",
      "(?!.*(\\.\\.|//|/\\.|\\.lock(/|$)))[A-Za-z0-9][A-Za-z0-9._/-]{0,59}",
      "the beginning of a branch name, such as 'alice/'");

  private final String wireName;
  private final Pattern allowed;
  private final String meaning;

  Setting(String wireName, String allowed, String meaning) {
    this.wireName = wireName;
    this.allowed = Pattern.compile(allowed);
    this.meaning = meaning;
  }

  static Optional<Setting> named(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
  }

  String wireName() {
    return wireName;
  }

  String meaning() {
    return meaning;
  }

  boolean allows(String value) {
    return allowed.matcher(value).matches();
  }
}
