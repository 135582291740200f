package dev.factoryfactory.runscript;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the port that a run really serves. On Linux the listening sockets of its processes say so;
 * elsewhere the given port counts as served once it takes connections.
 */
@Component
class ServedPorts {

  private static final int CONNECT_MILLIS = 200;

  private final RunScriptLauncher launcher;
  private Map<Long, Integer> sockets = Map.of();
  private boolean lookAgain;

  ServedPorts(RunScriptLauncher launcher) {
    this.launcher = launcher;
  }

  /** Has the next look not take it that nothing changed. */
  synchronized void lookAgain() {
    lookAgain = true;
  }

  /** Whether any socket of the machine came or went since the last call. */
  synchronized boolean mayHaveChanged() {
    var now = ListeningPorts.sockets();
    boolean changed = lookAgain || !now.equals(sockets) || !ListeningPorts.areKnown();
    sockets = now;
    lookAgain = false;
    return changed;
  }

  /** The port, if any is served: the given one before all others, else the lowest. */
  @Nullable Integer of(RunScriptRow row) {
    if (!ListeningPorts.areKnown()) {
      return takesConnections(row.port()) ? row.port() : null;
    }
    var ports = ListeningPorts.of(launcher.members(row), ListeningPorts.sockets());
    if (ports.isEmpty()) {
      return null;
    }
    return ports.contains(row.port()) ? Integer.valueOf(row.port()) : ports.first();
  }

  private static boolean takesConnections(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
