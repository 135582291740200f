package dev.factoryfactory.platform.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Held by the one server that works in a home. The operating system gives it back when the server's
 * process ends, however it ends. Beside it lies {@code server.json}, which says who holds it.
 */
public final class ServerLock implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DESCRIPTION = "server.json";

  private final ServerHome home;
  private final FileChannel channel;
  private Holder holder;

  private ServerLock(ServerHome home, FileChannel channel, Holder holder) {
    this.home = home;
    this.channel = channel;
    this.holder = holder;
  }

  /**
   * Takes the lock.
   *
   * @throws StartupRefused when another server holds it; the message names that one
   */
  public static ServerLock acquire(ServerHome home, Holder holder) throws IOException {
    var channel =
        FileChannel.open(
            home.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new StartupRefused(refusal(home));
    }
    var lock = new ServerLock(home, channel, holder);
    lock.describe();
    return lock;
  }

  /** Makes known where the server listens. */
  public void announce(String address) throws IOException {
    holder = new Holder(holder.pid(), address, holder.startedAt());
    describe();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(home.resolve(DESCRIPTION));
    channel.close();
  }

  private void describe() throws IOException {
    ServerHome.writePrivately(home.resolve(DESCRIPTION), JSON.writeValueAsString(holder));
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  private static String refusal(ServerHome home) {
    var who =
        read(home)
            .map(
                other ->
                    "pid %d, %s, since %s"
                        .formatted(
                            other.pid(),
                            other.address() == null ? "still starting" : other.address(),
                            other.startedAt()))
            .orElse("still starting");
    return "Factory Factory already runs in %s (%s). Stop it first, or set FACTORY_FACTORY_HOME."
        .formatted(home.directory(), who);
  }

  private static Optional<Holder> read(ServerHome home) {
    try {
      return Optional.of(
          JSON.readValue(Files.readAllBytes(home.resolve(DESCRIPTION)), Holder.class));
    } catch (IOException | JacksonException notWrittenYet) {
      return Optional.empty();
    }
  }

  /**
   * Who holds a lock.
   *
   * @param address where it listens; {@code null} until it does
   */
  public record Holder(long pid, @Nullable String address, Instant startedAt) {}
}
