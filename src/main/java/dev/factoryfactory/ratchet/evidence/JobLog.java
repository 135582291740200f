package dev.factoryfactory.ratchet.evidence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is held of a log, however long it is: its beginning, its end, and between them what might
 * tell of a failure with the lines around it.
 */
final class JobLog {

  /** Characters of a line that are kept. */
  static final int MAX_LINE = 1_500;

  /** Characters of a line that expressions are run on, so that no line can keep them busy. */
  static final int MAX_MATCHED = 600;

  private static final int HEAD = 3_000;
  private static final int TAIL = 10_000;
  private static final int MIDDLE = 10_000;
  private static final int BEFORE = 12;
  private static final int AFTER = 24;

  private static final List<String> TELLING =
      List.of(
          "error",
          "fail",
          "fatal",
          "panic",
          "exception",
          "##[",
          "not ok",
          "assert",
          "✗",
          "✘",
          "●",
          "✕",
          "×",
          "⎯",
          "denied",
          "quota",
          "limit",
          "killed",
          "undefined",
          "cannot",
          "could not",
          "unable",
          "refused",
          "timed out",
          "timeout",
          "traceback",
          "e  ",
          ") ",
          "passed",
          "tests run",
          "exit code",
          "offense",
          "would re",
          "diff in");

  private final List<Line> head = new ArrayList<>();
  private final ArrayDeque<Line> middle = new ArrayDeque<>();
  private final ArrayDeque<Line> tail = new ArrayDeque<>();
  private final ArrayDeque<Line> lately = new ArrayDeque<>();
  private int wanted;

  private JobLog() {}

  /** Reads a log to its end; bytes that are no text become replacement characters. */
  static List<Line> read(InputStream bytes) throws IOException {
    var log = new JobLog();
    var buffered = new BufferedInputStream(bytes, 1 << 16);
    try (var reader = new InputStreamReader(buffered, charset(buffered))) {
      log.read(reader);
    }
    return log.lines();
  }

  private static Charset charset(InputStream bytes) throws IOException {
    bytes.mark(4);
    int first = bytes.read();
    int second = bytes.read();
    bytes.reset();
    if (first == 0xff && second == 0xfe || first > 0 && second == 0) {
      return StandardCharsets.UTF_16LE;
    }
    return first == 0xfe && second == 0xff || first == 0 && second > 0
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }

  private void read(Reader reader) throws IOException {
    var line = new StringBuilder();
    var chunk = new char[1 << 14];
    int number = 0;
    boolean returned = false;
    for (int n = reader.read(chunk); n >= 0; n = reader.read(chunk)) {
      for (int i = 0; i < n; i++) {
        char c = chunk[i];
        if (c == '\n') {
          add(++number, line);
          returned = false;
        } else if (c == '\r') {
          returned = true;
        } else {
          if (returned) {
            restart(line);
            returned = false;
          }
          if (line.length() < MAX_LINE) {
            line.append(c);
          }
        }
      }
    }
    if (!line.isEmpty()) {
      add(++number, line);
    }
  }

  /** A progress bar draws itself anew from the line's beginning, where the runner's stamp is. */
  private static void restart(StringBuilder line) {
    int stamp = line.length() > 29 && line.charAt(10) == 'T' ? line.indexOf("Z ") + 2 : 0;
    line.setLength(Math.max(0, Math.min(stamp, 33)));
  }

  private void add(int number, StringBuilder raw) {
    var text = raw.toString();
    raw.setLength(0);
    if (head.size() < HEAD) {
      head.add(LineCleaner.clean(number, text));
      return;
    }
    tail.add(LineCleaner.clean(number, text));
    if (tail.size() > TAIL) {
      sift(tail.remove());
    }
  }

  /** Between beginning and end only what stands near a telling line is kept, the latest of it. */
  private void sift(Line line) {
    if (isTelling(line.bare().toLowerCase(Locale.ROOT))) {
      middle.addAll(lately);
      lately.clear();
      middle.add(line);
      wanted = AFTER;
    } else if (wanted > 0) {
      wanted--;
      middle.add(line);
    } else {
      lately.add(line);
      if (lately.size() > BEFORE) {
        lately.remove();
      }
    }
    while (middle.size() > MIDDLE) {
      middle.remove();
    }
  }

  private static boolean isTelling(String lower) {
    for (var word : TELLING) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private List<Line> lines() {
    var all = new ArrayList<Line>(head.size() + middle.size() + tail.size());
    all.addAll(head);
    all.addAll(middle);
    all.addAll(tail);
    return all;
  }
}
