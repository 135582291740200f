package dev.factoryfactory;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A window on a terminal, as a page opens it. */
public final class TerminalClient implements AutoCloseable, WebSocket.Listener {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int TAIL = 20_000;

  private final boolean acknowledges;
  private final boolean forgets;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private long size;
  private volatile CompletableFuture<WebSocket> sent = new CompletableFuture<>();
  private volatile @Nullable WebSocket socket;

  private TerminalClient(boolean acknowledges, boolean forgets) {
    this.acknowledges = acknowledges;
    this.forgets = forgets;
  }

  /** Opens one that shows everything at once. */
  public static TerminalClient open(int port, String token, String idAndQuery) {
    return open(port, token, idAndQuery, true);
  }

  /** Opens one that counts what it was shown and keeps only the end. */
  public static TerminalClient openForgetful(int port, String token, String idAndQuery) {
    return connect(port, token, idAndQuery, new TerminalClient(true, true));
  }

  /** Opens one that may never say that it has shown anything. */
  public static TerminalClient open(int port, String token, String idAndQuery, boolean shows) {
    return connect(port, token, idAndQuery, new TerminalClient(shows, false));
  }

  private static TerminalClient connect(
      int port, String token, String idAndQuery, TerminalClient client) {
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + token)
        .buildAsync(
            URI.create("ws://localhost:%d/ws/terminals/%s".formatted(port, idAndQuery)), client)
        .join();
    return client;
  }

  public void type(String input) {
    type(input.getBytes(StandardCharsets.UTF_8));
  }

  public void type(byte[] input) {
    send(socket -> socket.sendBinary(ByteBuffer.wrap(input), true)).join();
  }

  public void tell(String json) {
    send(socket -> socket.sendText(json, true)).join();
  }

  /** The JDK's socket takes one message at a time. */
  private CompletableFuture<WebSocket> send(
      Function<WebSocket, CompletableFuture<WebSocket>> message) {
    synchronized (told) {
      var socket = socket();
      sent = sent.exceptionally(_ -> socket).thenCompose(_ -> message.apply(socket));
      return sent;
    }
  }

  /** Everything that was shown so far. */
  public String shown() {
    synchronized (output) {
      return output.toString(StandardCharsets.UTF_8);
    }
  }

  /** The last part of it. */
  public String tail() {
    synchronized (output) {
      var bytes = output.toByteArray();
      int from = Math.max(0, bytes.length - TAIL);
      return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
  }

  public byte[] bytes() {
    synchronized (output) {
      return output.toByteArray();
    }
  }

  /** How much was shown so far. */
  public long size() {
    synchronized (output) {
      return size;
    }
  }

  /** The messages of a type. */
  public List<JsonNode> told(String type) {
    return told.stream().filter(it -> it.path("type").asString().equals(type)).toList();
  }

  public CompletableFuture<Integer> closed() {
    return closed;
  }

  /** Comes before any message does, and before the one who opened it has it. */
  @Override
  public void onOpen(WebSocket webSocket) {
    socket = webSocket;
    sent.complete(webSocket);
    webSocket.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    var bytes = new byte[data.remaining()];
    data.get(bytes);
    long count;
    synchronized (output) {
      if (forgets && output.size() > 2 * TAIL) {
        var end = tail().getBytes(StandardCharsets.UTF_8);
        output.reset();
        output.writeBytes(end);
      }
      output.writeBytes(bytes);
      size += bytes.length;
      count = size;
    }
    webSocket.request(1);
    if (acknowledges && last && !sent.isCompletedExceptionally()) {
      var shown = "{\"type\":\"ack\",\"bytes\":%d}".formatted(count);
      send(it -> it.sendText(shown, true));
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      told.add(JSON.readTree(text.toString()));
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket().abort();
  }

  private WebSocket socket() {
    var opened = socket;
    if (opened == null) {
      throw new IllegalStateException("Not connected");
    }
    return opened;
  }
}
