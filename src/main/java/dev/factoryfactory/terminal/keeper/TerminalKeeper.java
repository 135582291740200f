package dev.factoryfactory.terminal.keeper;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program of its own that holds the terminals of one server's home, so that they outlive the
 * server: shells, what they run and what they show. It does as little as possible, since all
 * terminals end with it. Started by a server, it ends itself when nobody needs it any more.
 */
final class TerminalKeeper {

  private static final String IDLE_MILLIS = "30000";
  private static final int LOOKS = 6;
  private static final int MAX_TERMINALS = 256;

  private final Path socket;
  private final Duration idle;
  private final Map<String, KeptTerminal> terminals = new ConcurrentHashMap<>();
  private final Set<Wire> watchers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile long quietSince = System.nanoTime();

  private TerminalKeeper(Path socket, Duration idle) {
    this.socket = socket;
    this.idle = idle;
  }

  /**
   * Starts it.
   *
   * @param arguments the path of its socket, which must not exist; and after how many milliseconds
   *     without a terminal and a server it ends, 30,000 unless given
   */
  public static void main(String[] arguments) throws IOException {
    var millis = arguments.length > 1 ? arguments[1] : IDLE_MILLIS;
    new TerminalKeeper(Path.of(arguments[0]), Duration.ofMillis(Long.parseLong(millis))).run();
  }

  private void run() throws IOException {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofPlatform().daemon().name("idle").start(this::endWhenIdle);
      while (true) {
        var connection = server.accept();
        Thread.ofPlatform().daemon().name("connection").start(() -> serve(connection));
      }
    }
  }

  private void endWhenIdle() {
    try {
      while (true) {
        Thread.sleep(idle.dividedBy(LOOKS));
        boolean needed = !terminals.isEmpty() || connections.get() > 0;
        if (needed) {
          quietSince = System.nanoTime();
        } else if (System.nanoTime() - quietSince > idle.toNanos()) {
          end();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    try {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      System.err.println("The socket stays: " + e.getMessage());
    }
    System.exit(0);
  }

  private void serve(SocketChannel connection) {
    connections.incrementAndGet();
    try (var wire = new Wire(connection)) {
      int wish = wire.in().read();
      switch (wish) {
        case Wire.CREATE -> create(wire);
        case Wire.CLOSE -> close(wire);
        case Wire.ATTACH -> attach(wire);
        case Wire.WATCH -> watch(wire);
        case Wire.QUIT -> end();
        default -> refuse(wire, "An unknown wish " + wish);
      }
    } catch (IOException gone) {
      System.err.println("A connection ended: " + gone.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.decrementAndGet();
    }
  }

  private void create(Wire wire) throws IOException {
    var id = wire.in().readUTF();
    var directory = wire.in().readUTF();
    var command = wire.readTexts();
    var environment = toMap(wire.readTexts());
    int columns = wire.in().readInt();
    int rows = wire.in().readInt();
    if (terminals.size() >= MAX_TERMINALS) {
      refuse(wire, "There are %d terminals already".formatted(terminals.size()));
      return;
    }
    try {
      var spec = new KeptTerminal.Spec(id, directory, command, environment, columns, rows);
      var terminal = KeptTerminal.start(spec);
      terminals.put(id, terminal);
      terminal.begin(this::ended);
      wire.out().writeByte(Wire.OK);
      wire.out().writeLong(terminal.pid());
      wire.out().flush();
    } catch (IOException | RuntimeException e) {
      refuse(wire, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> toMap(List<String> texts) {
    var map = new HashMap<String, String>();
    for (int i = 0; i + 1 < texts.size(); i += 2) {
      map.put(texts.get(i), texts.get(i + 1));
    }
    return map;
  }

  private void close(Wire wire) throws IOException {
    var terminal = terminals.get(wire.in().readUTF());
    if (terminal != null) {
      terminal.close();
    }
    wire.out().writeByte(Wire.OK);
    wire.out().flush();
  }

  private void attach(Wire wire) throws IOException, InterruptedException {
    var terminal = terminals.get(wire.in().readUTF());
    long after = wire.in().readLong();
    if (terminal == null) {
      refuse(wire, "There is no such terminal");
      return;
    }
    var window = terminal.attach(wire, after);
    try {
      wire.out().writeByte(Wire.OK);
      terminal.describe(window);
      wire.out().flush();
      Thread.ofPlatform().daemon().name("input").start(() -> listen(window));
      window.serve();
    } finally {
      terminal.detach(window);
    }
  }

  /** The end of what a window says is its end. */
  private static void listen(Window window) {
    try (var _ = window.wire()) {
      window.listen();
    } catch (IOException gone) {
      System.err.println("A window left: " + gone.getMessage());
    } finally {
      window.leave();
    }
  }

  /** Names all terminals, then each that ends. */
  private void watch(Wire wire) throws IOException {
    watchers.add(wire);
    try {
      synchronized (wire) {
        wire.out().writeByte(Wire.OK);
        wire.writeTexts(List.copyOf(terminals.keySet()));
        wire.out().flush();
      }
      if (wire.in().read() >= 0) {
        throw new IOException("A watcher has nothing to say");
      }
    } finally {
      watchers.remove(wire);
    }
  }

  private void ended(KeptTerminal terminal) {
    terminals.remove(terminal.id());
    for (var wire : watchers) {
      try {
        synchronized (wire) {
          wire.out().writeUTF(terminal.id());
          wire.out().writeInt(terminal.exitCode());
          wire.out().flush();
        }
      } catch (IOException gone) {
        watchers.remove(wire);
      }
    }
  }

  private static void refuse(Wire wire, String why) throws IOException {
    wire.out().writeByte(Wire.REFUSED);
    wire.out().writeUTF(why);
    wire.out().flush();
  }
}
