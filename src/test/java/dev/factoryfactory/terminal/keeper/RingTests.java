package dev.factoryfactory.terminal.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RingTests {

  @Test
  void keepsTheLastPartUnderTheOffsetsOfTheWhole() {
    var random = new Random(7);
    var ring = new Ring(100_000);
    var all = new byte[1_000_000];
    random.nextBytes(all);
    int end = 0;
    while (end < all.length) {
      int count = Math.min(1 + random.nextInt(16_000), all.length - end);
      var chunk = java.util.Arrays.copyOfRange(all, end, end + count);
      ring.append(chunk, count);
      end += count;

      assertThat(ring.end()).isEqualTo(end);
      assertThat(ring.start()).isEqualTo(Math.max(0, end - 100_000));
      var kept = new byte[(int) (ring.end() - ring.start())];
      assertThat(ring.read(ring.start(), kept)).isEqualTo(kept.length);
      assertThat(kept).isEqualTo(java.util.Arrays.copyOfRange(all, (int) ring.start(), end));
    }
  }

  @Test
  void aFreshReaderBeginsAtALine() {
    assertThat(startOf("first line\nsecond", 10)).isEqualTo("second");
  }

  @Test
  void withoutLinesAtAnEscape() {
    assertThat(startOf("xxxxxxxxxxé\u001b[2Jpainted", 14)).isEqualTo("\u001b[2Jpainted");
  }

  @Test
  void elseAtACharacter() {
    assertThat(startOf("ééééé", 3)).isEqualTo("é");
  }

  @Test
  void aShortOutputIsShownWhole() {
    assertThat(startOf("all of it", 100)).isEqualTo("all of it");
  }

  private static String startOf(String output, int wanted) {
    var ring = new Ring(100_000);
    var bytes = output.getBytes(StandardCharsets.UTF_8);
    ring.append(bytes, bytes.length);
    var rest = new byte[100];
    int count = ring.read(ring.safeStart(wanted), rest);
    return new String(rest, 0, count, StandardCharsets.UTF_8);
  }
}
