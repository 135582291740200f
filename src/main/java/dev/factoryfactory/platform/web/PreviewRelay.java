package dev.factoryfactory.platform.web;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * The two ends of a preview's WebSocket. Each message waits until the other side took the one
 * before, so a slow side slows the other down and nothing piles up here.
 */
final class PreviewRelay extends AbstractWebSocketHandler implements WebSocket.Listener {

  private static final Logger log = LoggerFactory.getLogger(PreviewRelay.class);
  private static final int NO_CODE = 1005;
  private static final int OWN_CODES = 3000;

  private final CompletableFuture<WebSocket> served = new CompletableFuture<>();
  private final CompletableFuture<WebSocketSession> browser = new CompletableFuture<>();

  /** The dev server has agreed; it is listened to once the browser is there. */
  void joins(WebSocket socket) {
    served.complete(socket);
  }

  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    browser.complete(session);
    served.join().request(1);
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message)
      throws IOException {
    await(served.join().sendText(message.getPayload(), message.isLast()));
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message)
      throws IOException {
    await(served.join().sendBinary(message.getPayload(), message.isLast()));
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    log.debug("A preview's socket broke off", failure);
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    var socket = served.join();
    if (socket.isOutputClosed()) {
      return;
    }
    int code = status.getCode() >= OWN_CODES ? status.getCode() : WebSocket.NORMAL_CLOSURE;
    var reason = status.getReason() == null ? "" : status.getReason();
    socket.sendClose(code, reason).exceptionally(PreviewRelay::gone);
  }

  @Override
  public void onOpen(WebSocket socket) {
    // Asked for nothing until the browser is there to take it.
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    return pass(socket, new TextMessage(text, last));
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
    return pass(socket, new BinaryMessage(bytes, last));
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    close(code == NO_CODE ? CloseStatus.NORMAL : new CloseStatus(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    log.debug("A dev server's socket broke off", failure);
    close(CloseStatus.SERVICE_RESTARTED);
  }

  private @Nullable CompletionStage<?> pass(WebSocket socket, WebSocketMessage<?> message) {
    try {
      browser.join().sendMessage(message);
      socket.request(1);
    } catch (IOException | IllegalStateException left) {
      log.debug("The browser left", left);
      socket.abort();
    }
    return null;
  }

  private void close(CloseStatus status) {
    browser.thenAccept(
        session -> {
          try {
            session.close(status);
          } catch (IOException | IllegalArgumentException gone) {
            log.debug("A preview's socket was closed already", gone);
          }
        });
  }

  private static void await(CompletableFuture<WebSocket> sent) throws IOException {
    try {
      sent.join();
    } catch (CompletionException failed) {
      throw new IOException("The dev server takes no more", failed);
    }
  }

  private static @Nullable WebSocket gone(Throwable failure) {
    log.debug("A dev server's socket was closed already", failure);
    return null;
  }
}
