package dev.factoryfactory.bench;

import dev.factoryfactory.PackagedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A window on a terminal that shows everything at once and keeps only the end of it. */
final class Console implements WebSocket.Listener, AutoCloseable {

  private static final int END = 4096;
  private static final int ACKNOWLEDGE_EVERY = 64 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final WebSocket socket;
  private String end = "";
  private long size;
  private long acknowledged;
  private long arrivedAt;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  Console(HttpClient http, PackagedServer server, String terminal) {
    this.socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + server.token())
            .buildAsync(
                URI.create("ws://localhost:%d/ws/terminals/%s".formatted(server.port(), terminal)),
                this)
            .join();
  }

  void type(String text) {
    send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Types and waits until the end of what is shown matches; answers the time in nanoseconds. */
  long typeAndAwait(String text, String expected) throws InterruptedException {
    lock.lock();
    try {
      end = "";
    } finally {
      lock.unlock();
    }
    long began = System.nanoTime();
    type(text);
    return await(expected) - began;
  }

  /** Waits until the end of what is shown has a text; answers when it came. */
  long await(String expected) throws InterruptedException {
    lock.lock();
    try {
      while (!end.contains(expected)) {
        more.await();
      }
      return arrivedAt;
    } finally {
      lock.unlock();
    }
  }

  long size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  private synchronized void send(ByteBuffer bytes) {
    sent = sent.thenCompose(_ -> socket.sendBinary(bytes, true));
  }

  private synchronized void acknowledge(WebSocket on, long bytes) {
    var message = "{\"type\":\"ack\",\"bytes\":%d}".formatted(bytes);
    sent = sent.thenCompose(_ -> on.sendText(message, true));
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    long now = System.nanoTime();
    var bytes = new byte[data.remaining()];
    data.get(bytes);
    lock.lock();
    try {
      size += bytes.length;
      int start = Math.max(0, bytes.length - END);
      var text = end + new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
      end = text.substring(Math.max(0, text.length() - END));
      arrivedAt = now;
      more.signalAll();
      if (size - acknowledged >= ACKNOWLEDGE_EVERY) {
        acknowledged = size;
        acknowledge(from, size);
      }
    } finally {
      lock.unlock();
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
