package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.Tool.Family;
import dev.factoryfactory.ratchet.evidence.Tool.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks through lines with every tool's rules. */
final class ToolScan {

  private static final int MAX_FINDINGS = 2_000;

  private static final List<Tool> TOOLS =
      Stream.of(JvmTools.ALL, JavaScriptTools.ALL, PythonTools.ALL, NativeTools.ALL, OtherTools.ALL)
          .flatMap(List::stream)
          .toList();

  private final List<Line> lines;
  private final BitSet skipped;

  /**
   * @param skipped lines that only announce what is run
   */
  ToolScan(List<Line> lines, BitSet skipped) {
    this.lines = lines;
    this.skipped = skipped;
  }

  /** Everything that tools say about having failed within a part of the log. */
  List<Finding> scan(int from, int to) {
    var found = new ArrayList<Finding>();
    for (var tool : TOOLS) {
      if (isOpen(tool, from, to)) {
        found.addAll(new Reading(tool).read(from, to));
      }
    }
    return found;
  }

  private boolean isOpen(Tool tool, int from, int to) {
    var gate = tool.gate();
    if (gate == null) {
      return true;
    }
    for (int i = from; i < to; i++) {
      if (!skipped.get(i) && gate.in(lines.get(i).bare())) {
        return true;
      }
    }
    return false;
  }

  /** One tool's way through the lines. */
  private final class Reading {

    private static final Rule VERDICT = new Rule(Probe.of("^"), 95, 2, 2);
    private static final Rule ROW = new Rule(Probe.of("^"), 90, 0, 0);

    private final Tool tool;
    private final List<Finding> found = new ArrayList<>();

    /** Names as they stand elsewhere than where the tool sums up. */
    private final List<Finding> spares = new ArrayList<>();

    private int settled;
    private Tool.@Nullable Listing listing;
    private @Nullable String file;

    private Reading(Tool tool) {
      this.tool = tool;
    }

    private List<Finding> read(int from, int to) {
      for (int i = from; i < to && found.size() < MAX_FINDINGS; i++) {
        if (!skipped.get(i)) {
          line(i, lines.get(i));
        }
      }
      if (found.stream().noneMatch(finding -> finding.test() != null)) {
        found.addAll(spares);
      }
      if (tool.name().equals("Mocha")) {
        found.addAll(MochaNames.read(tool, lines, from, to));
      }
      return found;
    }

    private void line(int i, Line line) {
      var bare = line.bare();
      if (tool.passed() != null && tool.passed().in(bare)) {
        takeBack();
        return;
      }
      if (tool.failed() != null && tool.failed().in(bare)) {
        found.add(new Finding(tool, i, VERDICT, null));
        settled = found.size();
      }
      if (!listed(i, bare)) {
        ruled(i, line);
      }
    }

    /** What the tool said since its last verdict was about something that it tests itself. */
    private void takeBack() {
      found.subList(settled, found.size()).clear();
      spares.clear();
      listing = null;
    }

    private boolean listed(int i, String bare) {
      for (var candidate : tool.lists()) {
        if (candidate.start().in(bare)) {
          listing = candidate;
          var inline = candidate.row().find(bare);
          if (inline != null) {
            add(i, ROW, inline);
          }
          found.add(new Finding(tool, i, new Rule(Probe.of("^"), 50, 1, 2), null));
          return true;
        }
      }
      var open = listing;
      if (open == null) {
        return false;
      }
      if (open.end().in(bare)) {
        listing = null;
        return false;
      }
      var row = open.row().find(bare);
      if (row == null) {
        return false;
      }
      add(i, ROW, row);
      return true;
    }

    private void ruled(int i, Line line) {
      for (var rule : tool.rules()) {
        var match = rule.probe().find(line.bare());
        if (match == null && line.bare().length() != line.text().length()) {
          match = rule.probe().find(cut(line.text()));
        }
        if (match != null && isFollowed(rule, i) && !isExcused(line)) {
          add(i, rule, match);
          if (rule.decides()) {
            return;
          }
        }
      }
    }

    private boolean isFollowed(Rule rule, int i) {
      var next = rule.next();
      return next == null
          || i + 1 < lines.size() && next.in(lines.get(i + 1).bare())
          || i + 2 < lines.size() && next.in(lines.get(i + 2).bare());
    }

    /** A compiler that was killed or had no disk is not to blame, nor is a test that passed. */
    private boolean isExcused(Line line) {
      return Boilerplate.isPassed(line.bare())
          || tool.family() != Family.TEST
              && Signals.in(line.bare())
                  .filter(signal -> signal.blames() != FailureClass.UNKNOWN)
                  .isPresent();
    }

    private void add(int i, Rule rule, Matcher match) {
      var test = group(match, "name");
      if (group(match, "suite") != null) {
        test = file;
      }
      var named = group(match, "file");
      file = named == null ? file : named;
      var spare = group(match, "spare");
      if (spare != null) {
        spares.add(new Finding(tool, i, ROW, spare.strip()));
      }
      found.add(new Finding(tool, i, rule, test == null ? null : test.strip()));
    }

    private static String cut(String text) {
      return text.length() > JobLog.MAX_MATCHED ? text.substring(0, JobLog.MAX_MATCHED) : text;
    }

    private static @Nullable String group(Matcher match, String name) {
      return match.namedGroups().containsKey(name) ? match.group(name) : null;
    }
  }
}
