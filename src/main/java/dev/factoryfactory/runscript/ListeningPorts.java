package dev.factoryfactory.runscript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads from {@code /proc} who listens where. Elsewhere than on Linux nothing is known. */
final class ListeningPorts {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTEN = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ListeningPorts() {}

  static boolean areKnown() {
    return Files.isReadable(PROC.resolve("net/tcp"));
  }

  /** Every listening TCP socket: its port by its inode. */
  static Map<Long, Integer> sockets() {
    var sockets = new HashMap<Long, Integer>();
    addFrom(PROC.resolve("net/tcp"), sockets);
    addFrom(PROC.resolve("net/tcp6"), sockets);
    return sockets;
  }

  /** The ports on which any of the processes listens. */
  static SortedSet<Integer> of(Collection<Long> pids, Map<Long, Integer> sockets) {
    var ports = new TreeSet<Integer>();
    for (long pid : pids) {
      try (var open = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
        for (var file : open) {
          var port = sockets.get(inode(file));
          if (port != null) {
            ports.add(port);
          }
        }
      } catch (IOException | java.nio.file.DirectoryIteratorException gone) {
        // It ended, or is not ours to look at.
        continue;
      }
    }
    return ports;
  }

  private static long inode(Path descriptor) {
    try {
      var target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:[")
          ? Long.parseLong(target.substring("socket:[".length(), target.length() - 1))
          : -1;
    } catch (IOException | NumberFormatException closed) {
      return -1;
    }
  }

  private static void addFrom(Path table, Map<Long, Integer> sockets) {
    try (var lines = Files.lines(table)) {
      lines.skip(1).forEach(line -> add(line.strip().split("\\s+"), sockets));
    } catch (IOException | java.io.UncheckedIOException notThere) {
      // A machine without IPv6 has one table only.
      return;
    }
  }

  private static void add(String[] fields, Map<Long, Integer> sockets) {
    if (fields.length > INODE && fields[STATE].equals(LISTEN)) {
      var local = fields[LOCAL];
      sockets.put(
          Long.parseLong(fields[INODE]),
          Integer.parseInt(local.substring(local.lastIndexOf(':') + 1), 16));
    }
  }
}
