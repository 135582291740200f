package dev.factoryfactory.platform.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.platform.process.Finished;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLockTests {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  @TempDir Path directory;

  @Test
  void refusesASecondServerAndNamesTheFirst() throws IOException {
    var home = ServerHome.open(directory);
    try (var first = acquire(home, 4711)) {
      first.announce("http://localhost:3000");

      assertThatExceptionOfType(StartupRefused.class)
          .isThrownBy(() -> acquire(home, 4712))
          .withMessageContaining("pid 4711")
          .withMessageContaining("http://localhost:3000")
          .withMessageContaining("2026-11-24T10:00:00Z");
    }
  }

  @Test
  void isFreeAgainAfterTheFirstEnds() throws IOException {
    var home = ServerHome.open(directory);
    acquire(home, 4711).close();

    try (var _ = acquire(home, 4712)) {
      assertThat(Files.readString(home.resolve("server.json"))).contains("4712");
    }
    assertThat(home.resolve("server.json")).doesNotExist();
  }

  @Test
  void aServerThatWasKilledHoldsNothing() throws IOException {
    var home = ServerHome.open(directory);
    Files.writeString(home.resolve("server.lock"), "");
    Files.writeString(
        home.resolve("server.json"), "{\"pid\":1,\"startedAt\":\"2026-01-01T00:00:00Z\"}");

    try (var _ = acquire(home, 4712)) {
      assertThat(Files.readString(home.resolve("server.json"))).contains("4712");
    }
  }

  @Test
  void theSecondProcessSaysOneLineAndExitsWithOne() throws IOException {
    var home = ServerHome.open(directory);
    try (var first = acquire(home, 4711)) {
      first.announce("http://localhost:3000");

      var second = startServer(home);

      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.text()).isEmpty();
      assertThat(second.errorText().lines())
          .singleElement()
          .asString()
          .contains("pid 4711", "http://localhost:3000", directory.toString());
    }
  }

  private static ServerLock acquire(ServerHome home, long pid) throws IOException {
    return ServerLock.acquire(home, new ServerLock.Holder(pid, null, START));
  }

  private static Finished startServer(ServerHome home) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.factoryfactory.FactoryFactoryApplication",
            "--factory-factory.home=" + home.directory());
    return new Processes(home.resolve("processes"), Clock.systemUTC())
        .run(
            ProcessSpec.of("a second server", home.directory(), command),
            Duration.ofSeconds(60),
            1 << 16);
  }
}
