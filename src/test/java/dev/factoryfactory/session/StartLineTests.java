package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class StartLineTests {

  private final BlockingQueue<SessionId> started = new LinkedBlockingQueue<>();

  @Test
  void placesAreGivenInTheOrderOfComing() throws InterruptedException {
    var line = line(Map.of("max-running", "2"), processes());
    var ids = List.of(id(), id(), id(), id());
    assertThat(ids.stream().map(id -> line.enter(id, "a")).map(Optional::isPresent))
        .containsExactly(false, false, true, true);

    assertThat(line.lacking()).isEqualTo(2);

    // A newcomer does not overtake.
    line.leave(ids.get(0));
    assertThat(started.poll(10, TimeUnit.SECONDS)).isEqualTo(ids.get(2));
    assertThat(line.enter(id(), "a")).isPresent();
    assertThat(line.enter(ids.get(3), "a")).isPresent();
    assertThat(line.enter(ids.get(2), "a")).isEmpty();
    // Who has a place keeps it.
    assertThat(line.enter(ids.get(2), "a")).isEmpty();
    line.leave(ids.get(1));
    assertThat(started.poll(10, TimeUnit.SECONDS)).isEqualTo(ids.get(3));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aboveTheMemoryOfAllNewOnesWait(@TempDir Path home) throws IOException, InterruptedException {
    var processes = new Processes(home, Clock.systemUTC());
    var properties = Map.of("memory", "1KB");
    var resources = new Resources(processes, properties(properties), Clock.systemUTC());
    var line = new StartLine(pauses(properties), resources, properties(properties));
    line.open(started::add, () -> {});
    var first = id();
    var second = id();
    var process = processes.start(ProcessSpec.of("test", home, List.of("sleep", "1000")));
    try {
      assertThat(line.enter(first, "a")).isEmpty();
      // A process that is only just there holds nothing yet.
      SessionTestSupport.eventually()
          .until(
              () -> {
                resources.measure(Map.of(first, process.id()));
                return resources.memory() >= resources.memoryLimit();
              });
      assertThat(line.enter(second, "a"))
          .hasValueSatisfying(
              waiting -> {
                assertThat(line.lacking()).as("one that does nothing may go").isEqualTo(1);
                assertThat(waiting.reason()).isEqualTo(Waiting.Reason.MEMORY);
                assertThat(waiting.message()).startsWith("Waits for memory: the agents");
              });
      // What it held is not counted until the next measurement, or others would have to go too.
      line.leave(first);
      assertThat(line.lacking()).isZero();
      assertThat(started.poll(10, TimeUnit.SECONDS)).isEqualTo(second);
    } finally {
      process.stop(Duration.ZERO);
    }
  }

  private StartLine line(Map<String, String> capacity, Processes processes) {
    var resources = new Resources(processes, properties(capacity), Clock.systemUTC());
    var line = new StartLine(pauses(capacity), resources, properties(capacity));
    line.open(started::add, () -> {});
    return line;
  }

  private static Processes processes() {
    return new Processes(Path.of("target", "no-ledger"), Clock.systemUTC());
  }

  private static ProviderPauses pauses(Map<String, String> capacity) {
    return new ProviderPauses(
        new ProviderPauseRepository(new JdbcTemplate()), properties(capacity), Clock.systemUTC());
  }

  private static SessionProperties properties(Map<String, String> capacity) {
    var settings = new HashMap<String, String>();
    capacity.forEach(
        (key, value) -> settings.put("factory-factory.session.capacity." + key, value));
    return SessionPropertiesTests.bind(settings);
  }

  private static SessionId id() {
    return SessionId.random();
  }
}
