package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.platform.text.PrintedLine;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes off a raw line what the runner, terminals and forwarding tools put around its text. */
final class LineCleaner {

  private static final Pattern STAMP =
      Pattern.compile(
          "^\ufeff?(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,9}Z)(?: (?:\\d\\d[OE][+ ]?)?|$)");
  private static final Pattern VIEWED =
      Pattern.compile("^([^\t]{1,200})\t([^\t]{1,200})\t(?=\ufeff?\\d{4}-\\d\\d-\\d\\dT)");
  private static final Pattern LOST_COLOUR =
      Pattern.compile("(?:\\^\\[|(?<![\\w\\]]))\\[(?:\\d{1,2}(?:;\\d{1,3})*)?m");
  private static final Pattern WRAPPER =
      Pattern.compile(
          "^(?:##\\[error\\]|##\\[warning\\]|#\\d+ (?:\\d+\\.\\d+ )?|\\s*=> => # |[\\w.-]{1,60}?(?:-\\d+)? +\\| |@?[\\w./-]{1,80}:(?:test|build|lint|typecheck|type-check|check|compile|format)[\\w:-]{0,40}: |[@\\w./-]{1,80} (?:test|build|lint|typecheck|check)[\\w:-]{0,40}: |\\[[\\w@/.: -]{1,60}\\] (?=\\S)(?!\\d+/))");
  private static final Pattern TASK =
      Pattern.compile("^[@\\w./-]{1,80}[: ](?:test|build|lint|type|check|compile|format)");
  private static final Pattern LEVEL =
      Pattern.compile(
          "^\\[(?:ERROR|INFO|WARNING|error|info|warn|chromium|firefox|webkit|FAIL|gw\\d+|command|  FAILED  )\\]");

  private LineCleaner() {}

  static Line clean(int number, String raw) {
    var rest = raw;
    var step = "";
    if (raw.indexOf('\t') > 0) {
      var viewed = VIEWED.matcher(raw);
      if (viewed.find()) {
        step = viewed.group(2);
        rest = raw.substring(viewed.end());
      }
    }
    long millis = -1;
    if (rest.length() > 20 && rest.charAt(rest.charAt(0) == '\ufeff' ? 11 : 10) == 'T') {
      var stamp = STAMP.matcher(rest);
      if (stamp.find()) {
        millis = millis(stamp.group(1));
        rest = rest.substring(stamp.end());
      }
    }
    var text = printable(rest);
    return new Line(number, text, bare(text), millis, step);
  }

  /** The text without colours, controls and what turns the direction of writing. */
  static String printable(String raw) {
    return PrintedLine.printable(raw);
  }

  private static boolean mayBeWrapped(String text) {
    return !text.isEmpty()
        && (text.charAt(0) == '#'
            || text.charAt(0) == '['
            || text.contains(" | ")
            || text.contains("=> #")
            || text.contains(": ") && TASK.matcher(text).find());
  }

  private static String bare(String text) {
    var bare =
        text.contains("m") && text.indexOf('[') >= 0
            ? LOST_COLOUR.matcher(text).replaceAll("")
            : text;
    for (int i = 0; i < 2 && mayBeWrapped(bare); i++) {
      var wrapper = WRAPPER.matcher(bare);
      if (!wrapper.find() || wrapper.end() == bare.length() || LEVEL.matcher(bare).find()) {
        break;
      }
      bare = bare.substring(wrapper.end());
    }
    return bare.length() > JobLog.MAX_MATCHED ? bare.substring(0, JobLog.MAX_MATCHED) : bare;
  }

  private static long millis(String stamp) {
    var at = instant(stamp);
    return at == null ? -1 : at.toEpochMilli();
  }

  static @Nullable Instant instant(String stamp) {
    try {
      return Instant.parse(stamp);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
