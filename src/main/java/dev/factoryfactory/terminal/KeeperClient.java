package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.home.ServerHome;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.ProcessSpec.DetachedStreams;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.terminal.keeper.Wire;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The keeper as the server sees it: started when the first terminal is opened, then asked. */
@Component
class KeeperClient {

  private static final Logger log = LoggerFactory.getLogger(KeeperClient.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_GRACE = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Processes processes;
  private final KeeperProgram program;
  private final ReentrantLock starting = new ReentrantLock();

  KeeperClient(Processes processes, ServerHome home) {
    this.processes = processes;
    this.program = new KeeperProgram(home);
  }

  /** A connection to the keeper, if one runs. */
  Optional<Wire> find() {
    try {
      return Optional.of(
          new Wire(SocketChannel.open(UnixDomainSocketAddress.of(program.socket()))));
    } catch (IOException none) {
      log.debug("No keeper answers", none);
      return Optional.empty();
    }
  }

  /**
   * A connection to the keeper, which is started if need be.
   *
   * @throws IOException when it does not start
   */
  Wire connect() throws IOException {
    var running = find();
    if (running.isPresent()) {
      return running.get();
    }
    starting.lock();
    try {
      var started = find();
      return started.isPresent() ? started.get() : start();
    } finally {
      starting.unlock();
    }
  }

  /**
   * Opens a terminal.
   *
   * @throws DomainException TERMINAL_FAILED with the keeper's reason
   */
  void create(
      String id, Path directory, List<String> command, Map<String, String> environment, Size size) {
    try (var wire = connect()) {
      var out = wire.out();
      out.writeByte(Wire.CREATE);
      out.writeUTF(id);
      out.writeUTF(directory.toString());
      wire.writeTexts(command);
      var texts = new ArrayList<String>();
      environment.forEach((name, value) -> texts.addAll(List.of(name, value)));
      wire.writeTexts(texts);
      out.writeInt(size.columns());
      out.writeInt(size.rows());
      out.flush();
      if (wire.in().readByte() != Wire.OK) {
        throw failed("The terminal could not be opened: " + wire.in().readUTF());
      }
    } catch (IOException e) {
      log.warn("The terminal keeper does not work", e);
      throw failed("The terminal could not be opened: " + e.getMessage());
    }
  }

  /** Hangs a terminal up, if there is one. */
  void close(String id) {
    find()
        .ifPresent(
            found -> {
              try (var wire = found) {
                wire.out().writeByte(Wire.CLOSE);
                wire.out().writeUTF(id);
                wire.out().flush();
                wire.in().read();
              } catch (IOException gone) {
                log.debug("The keeper is gone", gone);
              }
            });
  }

  /** Ends the keeper with all its terminals. */
  void stop() throws IOException {
    processes.stopRemains(program.id(), STOP_GRACE);
  }

  private Wire start() throws IOException {
    var command = program.prepare();
    processes.stopRemains(program.id(), STOP_GRACE);
    var directory = program.directory();
    var errors = directory.resolve("keeper.log");
    Files.deleteIfExists(errors);
    var streams = new DetachedStreams(directory.resolve("stdin"), errors, errors);
    var spec = ProcessSpec.of("terminal keeper", directory, command).detachedTo(streams);
    var process = processes.start(program.id(), spec);
    var deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      var wire = find();
      if (wire.isPresent()) {
        return wire.get();
      }
      pause();
    }
    process.stop(STOP_GRACE);
    throw new IOException("the keeper did not start; its log is %s".formatted(errors));
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while the terminal keeper started");
    }
  }

  private static DomainException failed(String message) {
    return new DomainException(ErrorCode.TERMINAL_FAILED, message);
  }
}
