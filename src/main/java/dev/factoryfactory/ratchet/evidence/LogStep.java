package dev.factoryfactory.ratchet.evidence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One step within a log.
 *
 * @param from index of its first line
 * @param to index behind its last line
 * @param name what the runner calls it: its script's first line or its action; empty for what
 *     stands before the first step
 * @param end index behind the line that ended it badly, or -1
 * @param forgiven whether the job went on as if it had not failed
 * @param after whether it only cleans up after the job
 */
record LogStep(int from, int to, String name, int end, boolean forgiven, boolean after) {

  private static final int MAX_ANNOUNCEMENT = 400;

  private static final Pattern START = Pattern.compile("^##\\[group\\](?:Run |Task +: )(.*)$");
  private static final Pattern AFTER =
      Pattern.compile(
          "^(?:##\\[group\\])?(?:Post job cleanup\\.|Cleaning up orphan processes|Post Run )");
  private static final Pattern SECTION =
      Pattern.compile(
          "^(?:section_start:\\d+:|travis_fold:start:|##\\[section\\]Starting: |~~~ |--- (?=:)|\\+\\+\\+ (?=:)|##\\[start-action display=)([^;\\]\\[]*)");
  private static final Pattern FORGIVEN =
      Pattern.compile("^##\\[end-action .*outcome=failure;conclusion=success");

  boolean failed() {
    return end >= 0 && !forgiven && !after;
  }

  /** Where to look for what went wrong: up to what ended it. */
  int effectiveEnd() {
    return end >= 0 ? end : to;
  }

  /** Splits a log; without any mark of a step it is one. */
  static List<LogStep> of(List<Line> lines) {
    var steps = new ArrayList<LogStep>();
    var open = new Open(0, "", false);
    var viewed = "";
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var started = START.matcher(line.text());
      var section = SECTION.matcher(line.text());
      if (started.find()) {
        close(steps, open, i, lines);
        open = new Open(i, started.group(1), false);
      } else if (!line.step().isEmpty() && !line.step().equals(viewed)) {
        close(steps, open, i, lines);
        open = new Open(i, line.step(), false);
      } else if (section.find()) {
        close(steps, open, i, lines);
        open = new Open(i, section.group(1), false);
      } else if (!open.after() && AFTER.matcher(line.text()).find()) {
        close(steps, open, i, lines);
        open = new Open(i, "Post job", true);
      }
      viewed = line.step();
    }
    close(steps, open, lines.size(), lines);
    return steps;
  }

  private record Open(int from, String name, boolean after) {}

  private static void close(List<LogStep> steps, Open open, int to, List<Line> lines) {
    if (open.from() == to) {
      return;
    }
    int end = -1;
    int lastError = -1;
    boolean forgiven = false;
    for (int i = open.from(); i < to; i++) {
      var line = lines.get(i);
      if (line.isExit() && end < 0) {
        end = i + 1;
      } else if (line.isError()) {
        lastError = i + 1;
      }
      forgiven |= FORGIVEN.matcher(line.text()).find();
    }
    // An action in JavaScript ends with its own error as the last thing it says.
    if (end < 0 && lastError >= 0 && to - lastError <= 6) {
      end = lastError;
    }
    steps.add(new LogStep(open.from(), to, open.name(), end, forgiven, open.after()));
  }

  /** The lines in which the runner shows what it is about to run: they hold any words. */
  static BitSet announcements(List<Line> lines) {
    var shown = new BitSet(lines.size());
    int open = -1;
    boolean cutOff = false;
    boolean closedOne = false;
    for (int i = 0; i < lines.size(); i++) {
      var text = lines.get(i).text();
      if (START.matcher(text).find()) {
        open = i;
      } else if (text.startsWith("##[endgroup]")) {
        if (open >= 0) {
          shown.set(open, i + 1);
        } else if (cutOff && !closedOne) {
          shown.set(0, i + 1);
        }
        open = -1;
        closedOne = true;
      } else if (text.startsWith("##[group]") || open >= 0 && i - open > MAX_ANNOUNCEMENT) {
        open = -1;
      } else if (text.startsWith("##[command]") || text.startsWith("[command]")) {
        shown.set(i);
      }
      cutOff |= text.startsWith("shell: ") && i < MAX_ANNOUNCEMENT;
    }
    return shown;
  }
}
