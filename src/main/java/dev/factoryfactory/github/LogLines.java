package dev.factoryfactory.github;

import dev.factoryfactory.platform.text.PrintedLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds in a job's log the lines of the step that failed, and makes them fit to be shown. */
final class LogLines {

  private static final int MAX_LINES = 500;
  private static final int MAX_LENGTH = 2_000;
  private static final Pattern STAMP =
      Pattern.compile("^\ufeff?(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z) ?");
  private static final Pattern MARK =
      Pattern.compile("^##\\[(group|error|warning|notice|command|debug|section)\\]");
  private static final String GROUP = "##[group]";

  private record Raw(int number, @Nullable Instant at, String text) {}

  private record Range(int from, int to) {}

  private LogLines() {}

  static CheckLog of(String checkId, String name, List<CheckFailure.Step> steps, byte[] log) {
    var lines = split(log);
    var failed =
        steps.stream()
            .filter(step -> CheckState.of(step.conclusion()).isBad())
            .findFirst()
            .orElse(null);
    var range = failed == null ? null : find(failed, lines);
    int to = range == null ? lines.size() : range.to();
    int start = range == null ? 0 : range.from();
    int from = Math.max(start, to - MAX_LINES);
    var shown =
        lines.subList(from, to).stream()
            .filter(line -> !line.text().startsWith("##[endgroup]"))
            .map(line -> new CheckLog.Line(line.number(), shown(line.text())))
            .toList();
    return new CheckLog(
        checkId,
        name,
        failed == null ? null : failed.name(),
        steps.stream().map(LogLines::step).toList(),
        shown,
        shown.isEmpty() ? 0 : shown.getFirst().number(),
        shown.isEmpty() ? 0 : shown.getLast().number(),
        lines.size(),
        from > start);
  }

  private static CheckLog.Step step(CheckFailure.Step step) {
    return new CheckLog.Step(
        step.number(),
        step.name(),
        CheckState.of(step.conclusion()),
        step.startedAt(),
        step.completedAt());
  }

  /**
   * Where a step's lines are: from its own heading to the next, else what was printed while it ran.
   */
  private static @Nullable Range find(CheckFailure.Step step, List<Raw> lines) {
    int first = -1;
    int end = lines.size();
    for (int i = 0; i < lines.size(); i++) {
      var text = lines.get(i).text();
      if (first < 0 && isHeading(text, step.name())) {
        first = i;
      } else if (first >= 0
          && (text.startsWith(GROUP + "Run ") || text.startsWith("Post job cleanup."))) {
        end = i;
        break;
      }
    }
    return first >= 0 ? new Range(first, end) : whileItRan(step, lines);
  }

  private static boolean isHeading(String text, String step) {
    return text.startsWith(GROUP)
        && (text.substring(GROUP.length()).equals(step)
            || text.substring(GROUP.length()).equals("Run " + step));
  }

  /** Steps are stamped in whole seconds, lines in fractions of them. */
  private static @Nullable Range whileItRan(CheckFailure.Step step, List<Raw> lines) {
    var started = step.startedAt();
    var completed = step.completedAt();
    if (started == null || completed == null) {
      return null;
    }
    int first = -1;
    int end = -1;
    for (int i = 0; i < lines.size(); i++) {
      var at = lines.get(i).at();
      if (at != null && !at.isBefore(started) && at.isBefore(completed.plusSeconds(1))) {
        first = first < 0 ? i : first;
        end = i + 1;
      }
    }
    return first < 0 ? null : new Range(first, end);
  }

  private static List<Raw> split(byte[] log) {
    var lines = new ArrayList<Raw>();
    int number = 0;
    Instant at = null;
    for (var line : new String(log, StandardCharsets.UTF_8).split("\r?\n")) {
      var stamp = STAMP.matcher(line);
      boolean stamped = stamp.find();
      at = stamped ? instant(stamp.group(1)) : at;
      lines.add(new Raw(++number, at, stamped ? line.substring(stamp.end()) : line));
    }
    return lines;
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String shown(String raw) {
    // What a progress bar wrote over is not what people saw in the end.
    var last = raw.substring(raw.lastIndexOf('\r') + 1);
    var mark = MARK.matcher(last);
    var text = last;
    if (mark.find()) {
      var word =
          switch (mark.group(1)) {
            case "error" -> "Error: ";
            case "warning" -> "Warning: ";
            default -> "";
          };
      text = word + last.substring(mark.end());
    }
    // Masked before it is cut, so that no half of a secret stays.
    return cut(PrintedLine.redact(PrintedLine.printable(bounded(text))));
  }

  private static String bounded(String text) {
    return text.length() > 4 * MAX_LENGTH ? text.substring(0, 4 * MAX_LENGTH) : text;
  }

  private static String cut(String text) {
    return Nodes.sound(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + " …" : text);
  }
}
