package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.terminal.keeper.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Hears from the keeper which terminals there are and which end, and has the stored ones agree. At
 * the server's start it finds what an earlier one left; at its end it leaves it.
 */
@Component
class KeeperLink implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(KeeperLink.class);
  private static final Duration REMAINS_GRACE = Duration.ofSeconds(1);

  private final KeeperClient keeper;
  private final TerminalRepository terminals;
  private final TerminalBoard board;
  private final Processes processes;
  private final TerminalProperties properties;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Wire watching;
  private volatile boolean running;

  KeeperLink(
      KeeperClient keeper,
      TerminalRepository terminals,
      TerminalBoard board,
      Processes processes,
      TerminalProperties properties) {
    this.keeper = keeper;
    this.terminals = terminals;
    this.board = board;
    this.processes = processes;
    this.properties = properties;
  }

  /** Sees to it that a keeper runs and is heard. */
  void ensure() {
    lock.lock();
    try {
      if (watching == null) {
        watch(keeper.connect());
      }
    } catch (IOException e) {
      log.warn("The terminal keeper does not start", e);
      throw new DomainException(
          ErrorCode.TERMINAL_FAILED, "Terminals can't be opened: " + e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void start() {
    running = true;
    lock.lock();
    try {
      var found = keeper.find();
      if (found.isPresent()) {
        watch(found.get());
      } else {
        agree(Set.of());
      }
    } catch (IOException e) {
      log.warn("The terminal keeper does not answer", e);
      agree(Set.of());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stop() {
    running = false;
    lock.lock();
    try {
      if (watching != null) {
        watching.close();
        watching = null;
      }
      switch (properties.onShutdown()) {
        case STOP -> stopAll();
        case LEAVE -> log.debug("Terminals go on without the server");
      }
    } catch (IOException e) {
      log.warn("The terminal keeper did not end", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void stopAll() throws IOException {
    for (var terminal : terminals.findAll()) {
      keeper.close(terminal.id());
      processes.stopRemains(terminal.id(), REMAINS_GRACE);
    }
    keeper.stop();
  }

  private void watch(Wire wire) throws IOException {
    wire.out().writeByte(Wire.WATCH);
    wire.out().flush();
    if (wire.in().readByte() != Wire.OK) {
      throw new IOException("It refuses to be watched");
    }
    agree(Set.copyOf(wire.readTexts()));
    watching = wire;
    Thread.ofVirtual().name("terminal-keeper").start(() -> listen(wire));
  }

  /** Removes what is stored and not kept, and hangs up what is kept and not stored. */
  private void agree(Set<String> kept) {
    var unknown = new HashSet<>(kept);
    for (var terminal : terminals.findAll()) {
      if (!unknown.remove(terminal.id())) {
        log.info("The terminal {} is gone", terminal.name());
        ended(terminal.id());
      }
    }
    unknown.forEach(keeper::close);
  }

  private void listen(Wire wire) {
    try (wire) {
      while (true) {
        var id = wire.in().readUTF();
        log.debug("Terminal {} ended with {}", id, wire.in().readInt());
        ended(id);
      }
    } catch (IOException gone) {
      lost(wire);
    }
  }

  private void lost(Wire wire) {
    lock.lock();
    try {
      if (running && wire.equals(watching)) {
        watching = null;
        log.warn("The terminal keeper ended, and the terminals with it");
        agree(Set.of());
      }
    } finally {
      lock.unlock();
    }
  }

  private void ended(String id) {
    try {
      processes.stopRemains(id, REMAINS_GRACE);
      var terminal = terminals.find(id);
      if (terminal.isPresent() && terminals.delete(id)) {
        board.changed(terminal.get().projectId(), terminal.get().workspaceId());
      }
    } catch (IOException | DataAccessException e) {
      log.warn("Terminal {} could not be put away", id, e);
    }
  }
}
