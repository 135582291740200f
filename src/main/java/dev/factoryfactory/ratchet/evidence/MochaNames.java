package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.Tool.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Mocha writes a failed test's name over several lines, one for each suite around it. */
final class MochaNames {

  private static final Pattern SUMMARY =
      Pattern.compile("^\\s*[1-9]\\d* failing\\b(?! as expected)");
  private static final Pattern FIRST = Pattern.compile("^\\s{1,6}\\d+\\) (\\S.*)$");
  private static final int MAX_DEPTH = 8;

  private MochaNames() {}

  static List<Finding> read(Tool tool, List<Line> lines, int from, int to) {
    var found = new ArrayList<Finding>();
    int i = from;
    while (i < to && !SUMMARY.matcher(lines.get(i).bare()).find()) {
      i++;
    }
    for (; i < to; i++) {
      var first = FIRST.matcher(lines.get(i).bare());
      if (first.find()) {
        var name = name(first.group(1), lines, i + 1, Math.min(to, i + 1 + MAX_DEPTH));
        found.add(new Finding(tool, i, new Rule(Probe.of("^"), 90, 0, 14), name));
      }
    }
    return found;
  }

  private static String name(String first, List<Line> lines, int from, int to) {
    var name = new StringBuilder(first);
    for (int i = from; i < to && !name.toString().endsWith(":"); i++) {
      var text = lines.get(i).bare();
      if (text.isBlank()) {
        break;
      }
      name.append(' ').append(text.strip());
    }
    if (name.toString().endsWith(":")) {
      name.setLength(name.length() - 1);
    }
    return name.toString();
  }
}
