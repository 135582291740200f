package dev.factoryfactory.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between a client and the server, and breaks connections as a network does. */
final class CuttableProxy implements AutoCloseable {

  private final int server;
  private final ServerSocket listening;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile boolean cut;

  CuttableProxy(int server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Ends all connections and lets none through. */
  void cut() throws IOException {
    cut = true;
    for (var socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  void mend() {
    cut = false;
  }

  @Override
  public void close() throws IOException {
    cut();
    listening.close();
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        Thread.startVirtualThread(() -> join(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket client) {
    try (client;
        var behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
      sockets.add(client);
      sockets.add(behind);
      if (cut) {
        return;
      }
      behind.getOutputStream().write(head(client.getInputStream()));
      var answers = Thread.startVirtualThread(() -> pump(behind, client));
      pump(client, behind);
      answers.join();
    } catch (IOException gone) {
      // Which is what this is for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The head of a request, addressed to the server by the name that it knows. */
  private byte[] head(InputStream from) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      var next = from.read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.US_ASCII)
        .replace("localhost:" + port(), "localhost:" + server)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
