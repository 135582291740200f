package dev.factoryfactory.ratchet.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobLogTests {

  private static final String STAMP = "2026-10-11T10:00:00.1234567Z ";

  @Test
  void takesOffMarkOfByteOrderStampAndColours() throws IOException {
    var lines =
        read("\ufeff" + STAMP + "\u001b[31m10 \u001b[1mfailed\u001b[0m\n", StandardCharsets.UTF_8);

    assertThat(lines).singleElement().extracting(Line::text).isEqualTo("10 failed");
    assertThat(lines.getFirst().millis()).isEqualTo(1791712800123L);
  }

  @Test
  void readsWhatWindowsPasted() throws IOException {
    assertThat(texts(read("one\r\ntwo\r\n", StandardCharsets.UTF_16LE)))
        .containsExactly("one", "two");
    assertThat(texts(read("\ufeffone\n", StandardCharsets.UTF_16BE))).containsExactly("one");
  }

  @Test
  void showsTheLastStateOfAProgressBar() throws IOException {
    assertThat(texts(read(STAMP + " 10%\r 50%\rdone\n", StandardCharsets.UTF_8)))
        .containsExactly("done");
  }

  @Test
  void knowsTheStepOfAViewedLog() throws IOException {
    var lines = read("test\tRun tests\t" + STAMP + "boom\n", StandardCharsets.UTF_8);

    assertThat(lines)
        .singleElement()
        .extracting(Line::text, Line::step)
        .containsExactly("boom", "Run tests");
  }

  @Test
  void dropsWhatTurnsTheDirectionOfWriting() throws IOException {
    assertThat(texts(read("a\u202eb\u0007c\u200b\n", StandardCharsets.UTF_8)))
        .containsExactly("abc");
  }

  @Test
  void keepsTheBeginningOfALineWithoutEnd() throws IOException {
    var lines =
        JobLog.read(
            new ByteArrayInputStream("x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8)));

    assertThat(lines)
        .singleElement()
        .extracting(line -> line.text().length())
        .isEqualTo(JobLog.MAX_LINE);
  }

  @Test
  void keepsWhatTellsOfAFailureInTheMiddleOfALongLog() throws IOException {
    var dull = "nothing to see here\n".repeat(40_000);
    var log = dull + "AssertionError: 1 != 2\n" + dull;

    var lines = JobLog.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));

    assertThat(lines).hasSizeLessThan(25_000);
    assertThat(lines)
        .filteredOn(line -> line.text().startsWith("AssertionError"))
        .singleElement()
        .extracting(Line::number)
        .isEqualTo(40_001);
  }

  @Test
  void neverHoldsMoreThanItsBound() throws IOException {
    var part = "error: again and again\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    InputStream log =
        new SequenceInputStream(
            Collections.enumeration(
                IntStream.range(0, 50)
                    .mapToObj(i -> (InputStream) new ByteArrayInputStream(part))
                    .toList()));

    assertThat(JobLog.read(log))
        .hasSizeLessThanOrEqualTo(23_000)
        .last()
        .extracting(Line::number)
        .isEqualTo(500_000);
  }

  private static List<Line> read(String text, Charset charset) throws IOException {
    return JobLog.read(new ByteArrayInputStream(text.getBytes(charset)));
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }
}
