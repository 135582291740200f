package dev.factoryfactory.terminal.keeper;

import static dev.factoryfactory.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** The keeper as the program that it is, spoken to as servers do, good ones and bad. */
class TerminalKeeperTests {

  private static final long FLOOD = 8_000_000;

  private final Path directory;
  private final Process keeper;

  TerminalKeeperTests() throws IOException {
    directory = Files.createTempDirectory("keeper");
    keeper =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TerminalKeeper.class.getName(),
                socket().toString(),
                "1500")
            .redirectError(directory.resolve("errors").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    eventually().ignoreExceptions().until(this::isListening);
  }

  @AfterEach
  void end() throws IOException {
    keeper.destroyForcibly().onExit().join();
    FileSystemUtils.deleteRecursively(directory);
  }

  @Test
  void withoutATerminalAndAServerItEndsAndTakesItsSocketAlong() {
    assertThat(keeper.onExit().join().exitValue()).isZero();
    assertThat(socket()).doesNotExist();
  }

  @Test
  void withATerminalItStaysWithoutAServer() throws IOException {
    // Longer than the keeper waits without one; if it ended, the shell would be hung up before.
    open("sleep 4; echo done > done");

    eventually().until(() -> Files.exists(directory.resolve("done")));

    assertThat(keeper.onExit().join().exitValue()).isZero();
  }

  @Test
  void aServerThatDoesNotReadIsLetGoAndTheOthersGetEverything() throws IOException {
    var id = open("read go; head -c %d /dev/zero | tr '\\0' z".formatted(FLOOD));
    try (var stuck = attach(id);
        var reader = attach(id)) {
      reader.out().writeByte(Wire.INPUT);
      reader.writeBytes(new byte[] {'\n'}, 0, 1);
      reader.out().flush();

      assertThat(readToEnd(reader)).isGreaterThanOrEqualTo(FLOOD);
      assertThat(readToEnd(stuck)).as("what it was sent before it was let go").isLessThan(FLOOD);
    }
  }

  @Test
  void aLineOfAHundredMegabytesNeedsNoMoreRoomThanAnyOther() throws IOException {
    lineNeedsNoMoreRoomThanAnyOther(100_000_000);
  }

  @Test
  @Tag("soak")
  void aLineOfAGigabyteNeedsNoMoreRoomThanAnyOther() throws IOException {
    lineNeedsNoMoreRoomThanAnyOther(1_000_000_000);
  }

  private void lineNeedsNoMoreRoomThanAnyOther(int length) throws IOException {
    // In 64 MB of memory: what is not kept has to be forgotten.
    var id = open("read go; head -c %d /dev/zero | tr '\\0' z".formatted(length));
    try (var reader = attach(id)) {
      reader.out().writeByte(Wire.INPUT);
      reader.writeBytes(new byte[] {'\n'}, 0, 1);
      reader.out().flush();

      assertThat(readToEnd(reader)).isGreaterThanOrEqualTo(length);
    }
    assertThat(keeper.isAlive()).isTrue();
  }

  @Test
  void nonsenseEndsItsConnectionOnly() throws IOException {
    for (var nonsense : new byte[][] {{'Z'}, {'C', 0, 1}, {'A', 0, 3, 'a', 'b', 'c', 0, 0, 0}}) {
      try (var wire = connect()) {
        wire.out().write(nonsense);
        wire.out().flush();
      }
    }
    try (var wire = connect()) {
      wire.out().writeByte(Wire.ATTACH);
      wire.out().writeUTF("no-such-terminal");
      wire.out().writeLong(-1);
      wire.out().flush();
      assertThat(wire.in().readByte()).isEqualTo((byte) Wire.REFUSED);
    }
    assertThat(open("true")).isNotEmpty();
  }

  /** Opens a terminal that runs a script. */
  private String open(String script) throws IOException {
    var id = UUID.randomUUID().toString();
    try (var wire = connect()) {
      wire.out().writeByte(Wire.CREATE);
      wire.out().writeUTF(id);
      wire.out().writeUTF(directory.toString());
      wire.writeTexts(List.of("/bin/sh", "-c", script));
      wire.writeTexts(List.of("PATH", System.getenv("PATH")));
      wire.out().writeInt(80);
      wire.out().writeInt(24);
      wire.out().flush();
      assertThat(wire.in().readByte()).isEqualTo((byte) Wire.OK);
    }
    return id;
  }

  private Wire attach(String id) throws IOException {
    var wire = connect();
    wire.out().writeByte(Wire.ATTACH);
    wire.out().writeUTF(id);
    wire.out().writeLong(0);
    wire.out().flush();
    assertThat(wire.in().readByte()).isEqualTo((byte) Wire.OK);
    wire.in().readLong();
    wire.in().readLong();
    wire.in().readLong();
    wire.in().readInt();
    wire.in().readInt();
    wire.in().readUTF();
    return wire;
  }

  /** How much a window was sent until its terminal or its connection ended. */
  private static long readToEnd(Wire wire) {
    long count = 0;
    try {
      for (int kind = wire.in().read(); kind >= 0; kind = wire.in().read()) {
        switch (kind) {
          case Wire.DATA -> count += wire.readBytes().length;
          case Wire.SIZE -> wire.in().readLong();
          default -> {
            return count;
          }
        }
      }
    } catch (IOException cut) {
      // In the middle of a frame, as one that does not read is.
      return count;
    }
    return count;
  }

  /** The socket is there a moment before anybody listens on it. */
  private boolean isListening() throws IOException {
    connect().close();
    return true;
  }

  private Wire connect() throws IOException {
    return new Wire(SocketChannel.open(UnixDomainSocketAddress.of(socket())));
  }

  private Path socket() {
    return directory.resolve("keeper.sock");
  }
}
