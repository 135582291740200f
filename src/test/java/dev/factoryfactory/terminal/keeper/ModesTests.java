package dev.factoryfactory.terminal.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModesTests {

  private final Modes modes = new Modes();

  @Test
  void nothingIsOnAtFirst() {
    pass("plain \u001b[31mred\u001b[0m text");

    assertThat(modes.toSequence()).isEmpty();
  }

  @Test
  void remembersWhatAProgramSet() {
    pass("\u001b[?1049h\u001b[?1;2004h\u001b[?25l");

    assertThat(modes.toSequence()).isEqualTo("\u001b[?1h\u001b[?1049h\u001b[?2004h\u001b[?25l");
    assertThat(modes.isOnAlternateScreen()).isTrue();
  }

  @Test
  void forgetsWhatItTookBack() {
    pass("\u001b[?1049h\u001b[?25l\u001b[?25h\u001b[?1049l");

    assertThat(modes.toSequence()).isEmpty();
    assertThat(modes.isOnAlternateScreen()).isFalse();
  }

  @Test
  void aSequenceMayComeInPieces() {
    for (var piece : "\u001b[?1049h".split("")) {
      pass(piece);
    }

    assertThat(modes.isOnAlternateScreen()).isTrue();
  }

  @Test
  void nonsenseDoesNoHarm() {
    pass("\u001b[?" + "9".repeat(1000) + "h\u001b[?;;;h\u001b[?12\u001b[?7h");

    assertThat(modes.toSequence()).isEqualTo("\u001b[?7h");
  }

  @Test
  void aResetTakesAllBack() {
    pass("\u001b[?1049h\u001b[?25l\u001bc");

    assertThat(modes.toSequence()).isEmpty();
  }

  private void pass(String output) {
    var bytes = output.getBytes(StandardCharsets.UTF_8);
    modes.pass(bytes, bytes.length);
  }
}
