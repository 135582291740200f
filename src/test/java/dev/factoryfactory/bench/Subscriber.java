package dev.factoryfactory.bench;

import dev.factoryfactory.PackagedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A STOMP client so thin that hundreds of them do not measure themselves: it notes when a frame was
 * whole, and looks into it only when asked.
 */
final class Subscriber implements WebSocket.Listener, AutoCloseable {

  private static final char END = '\0';

  private final LinkedBlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Boolean> connected = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  /** A message and when its last byte was there. */
  record Frame(String text, long nanos) {

    boolean speaksOf(String word) {
      return text.contains(word);
    }

    String body() {
      return text.substring(text.indexOf("\n\n") + 2);
    }
  }

  Subscriber(HttpClient http, PackagedServer server) {
    this.socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + server.token())
            .subprotocols("v12.stomp")
            .buildAsync(URI.create("ws://localhost:%d/ws".formatted(server.port())), this)
            .join();
    send("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n");
    connected.join();
  }

  void subscribe(String id, String destination, String... headers) {
    send(
        "SUBSCRIBE\nid:%s\ndestination:%s\n%s\n"
            .formatted(
                id, destination, String.join("\n", headers) + (headers.length > 0 ? "\n" : "")));
  }

  /** Forgets what came so far. */
  void forget() {
    frames.clear();
  }

  /** The next message that speaks of something. */
  Frame awaitWord(String word) throws InterruptedException {
    while (true) {
      var frame = frames.poll(150, TimeUnit.SECONDS);
      if (frame == null) {
        throw new IllegalStateException("Nothing came of " + word);
      }
      if (frame.speaksOf(word)) {
        return frame;
      }
    }
  }

  private void send(String frame) {
    socket.sendText(frame + END, true).join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      var text = partial.toString();
      partial.setLength(0);
      if (text.startsWith("CONNECTED")) {
        connected.complete(true);
      } else if (text.startsWith("MESSAGE")) {
        frames.add(new Frame(text, System.nanoTime()));
      } else if (text.startsWith("ERROR")) {
        connected.completeExceptionally(new IllegalStateException(text));
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    connected.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
