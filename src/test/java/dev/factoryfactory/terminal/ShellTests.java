package dev.factoryfactory.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.terminal.TerminalProperties.OnShutdown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellTests {

  @Test
  void whereNobodyChoseALanguageLettersAreLettersAllTheSame() {
    assertThat(Shell.withCharacters(new HashMap<>(Map.of("LANG", ""))).get("LC_CTYPE"))
        .contains("UTF-8");
    for (var name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      var chosen = Map.of(name, "de_DE.ISO-8859-1");
      assertThat(Shell.withCharacters(new HashMap<>(chosen))).isEqualTo(chosen);
    }
  }

  @Test
  void aShellThatIsNotThereIsSaidBeforeAnythingIsOpened() {
    var properties =
        new TerminalProperties(
            Path.of("/no/such/shell"), 1, OnShutdown.LEAVE, Duration.ZERO, Duration.ZERO);

    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> new Shell(properties).command())
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.NO_SHELL);
              assertThat(refusal.detail()).contains("factory-factory.terminal.shell");
            });
  }
}
