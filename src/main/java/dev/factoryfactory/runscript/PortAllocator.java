package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Finds ports for run scripts: a workspace's last one while it is free, else any that nobody has. A
 * port is free when it can be bound; one that is promised to another run is not asked.
 */
@Component
class PortAllocator {

  private final RunScriptStore store;
  private final RunScriptProperties properties;
  private final Set<Integer> ours = java.util.concurrent.ConcurrentHashMap.newKeySet();

  PortAllocator(RunScriptStore store, RunScriptProperties properties) {
    this.store = store;
    this.properties = properties;
  }

  /** Keeps the server's own ports out, also while it is restarting. */
  @EventListener
  void on(WebServerInitializedEvent event) {
    ours.add(event.getWebServer().getPort());
  }

  /**
   * A port for a workspace. The caller stores it before anybody else asks.
   *
   * @throws DomainException NO_FREE_PORT
   */
  int choose(WorkspaceId id) {
    var promised = new HashSet<>(ours);
    var remembered = new HashSet<Integer>();
    int before = 0;
    for (var row : store.findAll()) {
      if (row.workspaceId().equals(id)) {
        before = row.port();
      } else if (row.isActive()) {
        promised.add(row.port());
        if (row.detectedPort() != null) {
          promised.add(row.detectedPort());
        }
      } else {
        remembered.add(row.port());
      }
    }
    if (isInRange(before) && !promised.contains(before) && isFree(before)) {
      return before;
    }
    var others = new HashSet<>(promised);
    others.addAll(remembered);
    int port = scan(others);
    port = port == 0 ? scan(promised) : port;
    if (port == 0) {
      var range = properties.ports();
      throw new DomainException(
          ErrorCode.NO_FREE_PORT,
          "Every port from %d to %d is in use. Stop a run script, or widen factory-factory.run-script.ports."
              .formatted(range.first(), range.last()));
    }
    return port;
  }

  /** The first free port from a random place on; 0 when there is none. */
  private int scan(Set<Integer> excluded) {
    var range = properties.ports();
    int start = ThreadLocalRandom.current().nextInt(range.size());
    for (int i = 0; i < range.size(); i++) {
      int port = range.first() + (start + i) % range.size();
      if (!excluded.contains(port) && isFree(port)) {
        return port;
      }
    }
    return 0;
  }

  private boolean isInRange(int port) {
    return port >= properties.ports().first() && port <= properties.ports().last();
  }

  private static boolean isFree(int port) {
    return canBind(port, new byte[] {127, 0, 0, 1})
        && canBind(port, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
  }

  private static boolean canBind(int port, byte[] loopback) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(false);
      var address = InetAddress.getByAddress(loopback);
      socket.bind(new InetSocketAddress(address, port), 1);
      return true;
    } catch (java.net.BindException taken) {
      // A machine without IPv6 says so in these words; nobody can listen there then.
      return String.valueOf(taken.getMessage()).contains("Cannot assign requested address");
    } catch (IOException noSuchFamily) {
      return loopback.length > 4;
    }
  }
}
