package dev.factoryfactory.ratchet.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The failed tests of a job, each once, though tools name a test in several places. */
final class TestNames {

  private static final int MAX_NAMES = 500;
  private static final int MAX_NAME = 400;

  private static final Pattern OLD_JUNIT = Pattern.compile("^(\\w+(?:\\[.*\\])?)\\(([\\w.$]+)\\)$");

  private TestNames() {}

  static List<String> of(List<Finding> findings) {
    var names = new LinkedHashSet<String>();
    for (var finding : findings) {
      var test = finding.test();
      if (test != null && !test.isBlank()) {
        names.add(Redaction.redact(test.length() > MAX_NAME ? test.substring(0, MAX_NAME) : test));
      }
    }
    var kept = new ArrayList<String>();
    for (var name : names) {
      if (kept.size() < MAX_NAMES && names.stream().noneMatch(other -> covers(other, name))) {
        kept.add(name);
      }
    }
    return kept;
  }

  /**
   * Whether one name says all that the other does: a subtest its parent's, a full name a short
   * one's.
   */
  private static boolean covers(String full, String part) {
    if (full.equals(part)) {
      return false;
    }
    return full.startsWith(part + "/")
        || full.endsWith("::" + part.replace(".", "::"))
        || full.endsWith("." + part)
        || part.endsWith(")") && isOldFormOf(part, full);
  }

  private static boolean isOldFormOf(String old, String other) {
    var parts = OLD_JUNIT.matcher(old);
    if (!parts.matches()) {
      return false;
    }
    var type = parts.group(2).substring(parts.group(2).lastIndexOf('.') + 1);
    return other.equals(type + "." + parts.group(1));
  }
}
