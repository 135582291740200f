package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.SessionProperties.Capacity;
import dev.factoryfactory.session.SessionProperties.Limits;
import dev.factoryfactory.session.SessionProperties.OnShutdown;
import dev.factoryfactory.session.SessionProperties.OwnLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SessionPropertiesTests {

  @Test
  void defaults() {
    var properties = bind(Map.of());

    assertThat(properties.agents()).isEmpty();
    assertThat(properties.onShutdown()).isEqualTo(OnShutdown.LEAVE);
    assertThat(properties.limits())
        .isEqualTo(
            new Limits(
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofHours(4),
                Duration.ofMinutes(10),
                Duration.ofSeconds(10)));
    assertThat(properties.capacity()).isEqualTo(new Capacity(50, null, null));
    assertThat(properties.limitPause()).isEqualTo(Duration.ofMinutes(15));
    assertThat(properties.limitsOf("claude")).isEqualTo(properties.limits());
    assertThat(properties.accountOf("claude")).isEqualTo("claude");
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
                Map.entry(prefix + "agents.mine.install-fix", "get mine"),
                Map.entry(prefix + "agents.mine.sign-in-fix", "mine login"),
                Map.entry(prefix + "agents.mine.sign-in-variables[0]", "MINE_KEY"),
                Map.entry(prefix + "agents.mine.sign-in-files[0]", ".mine/auth.json"),
                Map.entry(prefix + "agents.mine.account", "work"),
                Map.entry(prefix + "agents.mine.limits.turn", "2h"),
                Map.entry(prefix + "limits.start", "5s"),
                Map.entry(prefix + "limits.tool-call", "6s"),
                Map.entry(prefix + "limits.turn", "7s"),
                Map.entry(prefix + "limits.silence", "8s"),
                Map.entry(prefix + "limits.cancel", "9s"),
                Map.entry(prefix + "capacity.max-running", "3"),
                Map.entry(prefix + "capacity.memory", "4GB"),
                Map.entry(prefix + "capacity.memory-per-session", "1GB"),
                Map.entry(prefix + "limit-pause", "1m"),
                Map.entry(prefix + "on-shutdown", "stop"),
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
                        "/bin/agent",
                        List.of("--acp"),
                        Map.of("API_KEY", "k"),
                        "Mine",
                        "get mine",
                        "mine login",
                        List.of("MINE_KEY"),
                        List.of(".mine/auth.json"),
                        "work",
                        new OwnLimits(null, null, Duration.ofHours(2), null, null))),
                new Limits(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(7),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(9)),
                new Capacity(3, DataSize.ofGigabytes(4), DataSize.ofGigabytes(1)),
                OnShutdown.STOP,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofMillis(10),
                7,
                100_000));
    assertThat(properties.limitsOf("mine").turn()).isEqualTo(Duration.ofHours(2));
    assertThat(properties.limitsOf("mine").start()).isEqualTo(Duration.ofSeconds(5));
    assertThat(properties.accountOf("mine")).isEqualTo("work");
  }

  static SessionProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("factory-factory.session", SessionProperties.class);
  }
}
