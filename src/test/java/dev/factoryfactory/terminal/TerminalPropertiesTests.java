package dev.factoryfactory.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.terminal.TerminalProperties.OnShutdown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TerminalPropertiesTests {

  private static final String PREFIX = "factory-factory.terminal.";

  @Test
  void defaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new TerminalProperties(
                null, 20, OnShutdown.LEAVE, Duration.ofSeconds(1), Duration.ofSeconds(10)));
  }

  @Test
  void everyKeyIsRead() {
    var properties =
        bind(
            Map.of(
                PREFIX + "shell",
                "/bin/zsh",
                PREFIX + "max-per-workspace",
                "5",
                PREFIX + "on-shutdown",
                "stop",
                PREFIX + "close-grace",
                "3s",
                PREFIX + "patience",
                "4s"));

    assertThat(properties)
        .isEqualTo(
            new TerminalProperties(
                Path.of("/bin/zsh"),
                5,
                OnShutdown.STOP,
                Duration.ofSeconds(3),
                Duration.ofSeconds(4)));
  }

  @Test
  void aShellThatIsNotThereIsAClearRefusal() {
    var shell = new Shell(bind(Map.of(PREFIX + "shell", "/no/such/shell")));

    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(shell::command)
        .extracting(DomainException::code)
        .isEqualTo(ErrorCode.NO_SHELL);
  }

  private static TerminalProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("factory-factory.terminal", TerminalProperties.class);
  }
}
