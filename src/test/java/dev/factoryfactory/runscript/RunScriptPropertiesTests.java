package dev.factoryfactory.runscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.factoryfactory.runscript.RunScriptProperties.OnShutdown;
import dev.factoryfactory.runscript.RunScriptProperties.PortRange;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class RunScriptPropertiesTests {

  private static final String PREFIX = "factory-factory.run-script.";

  @Test
  void defaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RunScriptProperties(
                new PortRange(3000, 9999),
                OnShutdown.LEAVE,
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                DataSize.ofMegabytes(8),
                null,
                DataSize.ofGigabytes(4)));
  }

  @Test
  void everyKeyIsRead() {
    var properties =
        bind(
            Map.of(
                PREFIX + "ports",
                "4000-4100",
                PREFIX + "on-shutdown",
                "stop",
                PREFIX + "cleanup-limit",
                "1s",
                PREFIX + "stop-grace",
                "2s",
                PREFIX + "log-size",
                "64KB",
                PREFIX + "warn-cpu",
                "150",
                PREFIX + "warn-memory",
                "2GB"));

    assertThat(properties)
        .isEqualTo(
            new RunScriptProperties(
                new PortRange(4000, 4100),
                OnShutdown.STOP,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                DataSize.ofKilobytes(64),
                150.0,
                DataSize.ofGigabytes(2)));
  }

  @Test
  void withoutALimitNineTenthsOfAllProcessorsAreMuch() {
    assertThat(bind(Map.of()).cpuLimit())
        .isEqualTo(90.0 * Runtime.getRuntime().availableProcessors());
    assertThat(bind(Map.of(PREFIX + "warn-cpu", "150")).cpuLimit()).isEqualTo(150);
  }

  @Test
  void onePortIsARangeToo() {
    assertThat(PortRange.valueOf("4000")).isEqualTo(new PortRange(4000, 4000));
    assertThatIllegalArgumentException().isThrownBy(() -> PortRange.valueOf("5000-4000"));
    assertThatIllegalArgumentException().isThrownBy(() -> PortRange.valueOf("4000-70000"));
  }

  private static RunScriptProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("factory-factory.run-script", RunScriptProperties.class);
  }
}
