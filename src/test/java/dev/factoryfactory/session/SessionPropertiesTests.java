package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.SessionProperties.OnShutdown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SessionPropertiesTests {

  @Test
  void defaults() {
    var properties = bind(Map.of());

    assertThat(properties.agents()).isEmpty();
    assertThat(properties.onShutdown()).isEqualTo(OnShutdown.LEAVE);
    assertThat(properties.startLimit()).isEqualTo(Duration.ofMinutes(1));
    assertThat(properties.stopGrace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(properties.maxQueued()).isEqualTo(100);
  }

  @Test
  void everyKeyIsRead() {
    var prefix = "factory-factory.session.";
    var properties =
        bind(
            Map.ofEntries(
                Map.entry(prefix + "agents.mine.command", "/bin/agent"),
                Map.entry(prefix + "agents.mine.args[0]", "--acp"),
                Map.entry(prefix + "agents.mine.env.API_KEY", "k"),
                Map.entry(prefix + "agents.mine.title", "Mine"),
                Map.entry(prefix + "on-shutdown", "stop"),
                Map.entry(prefix + "start-limit", "5s"),
                Map.entry(prefix + "stop-grace", "1s"),
                Map.entry(prefix + "answer-limit", "2s"),
                Map.entry(prefix + "text-pause", "10ms"),
                Map.entry(prefix + "max-queued", "7"),
                Map.entry(prefix + "max-line-bytes", "100000")));

    assertThat(properties)
        .isEqualTo(
            new SessionProperties(
                Map.of(
                    "mine",
                    new SessionProperties.Agent(
                        "/bin/agent", List.of("--acp"), Map.of("API_KEY", "k"), "Mine")),
                OnShutdown.STOP,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofMillis(10),
                7,
                100_000));
  }

  private static SessionProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("factory-factory.session", SessionProperties.class);
  }
}
