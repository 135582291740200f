package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Windows on terminals: bytes both ways in binary messages, JSON in text messages for the rest. A
 * long message is taken in parts, so what is pasted is never held as a whole.
 */
@Component
class TerminalSocket extends AbstractWebSocketHandler {

  private static final Logger log = LoggerFactory.getLogger(TerminalSocket.class);
  private static final int LONGEST_TEXT = 4096;
  private static final CloseStatus UNKNOWN = new CloseStatus(4404, "NOT_FOUND");

  private final TerminalFacade terminals;
  private final TerminalProperties properties;
  private final JsonMapper json;
  private final Map<String, TerminalWindow> windows = new ConcurrentHashMap<>();

  TerminalSocket(TerminalFacade terminals, TerminalProperties properties, JsonMapper json) {
    this.terminals = terminals;
    this.properties = properties;
    this.json = json;
  }

  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) throws IOException {
    var uri = session.getUri();
    try {
      var attachment = terminals.attach(lastPart(uri), after(uri));
      var window = new TerminalWindow(session, attachment, json, properties.patience());
      windows.put(session.getId(), window);
      Thread.ofVirtual().name("terminal-window").start(window::run);
    } catch (DomainException refusal) {
      session.sendMessage(new TextMessage(json.writeValueAsString(TerminalWindow.error(refusal))));
      session.close(UNKNOWN);
    }
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message)
      throws IOException {
    var window = windows.get(session.getId());
    if (window != null) {
      var bytes = new byte[message.getPayload().remaining()];
      message.getPayload().get(bytes);
      window.type(bytes);
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message)
      throws IOException {
    var window = windows.get(session.getId());
    if (window == null) {
      return;
    }
    try {
      if (!message.isLast() || message.getPayloadLength() > LONGEST_TEXT) {
        throw invalid("A text message is one short JSON object; send input as binary messages.");
      }
      obey(window, json.readTree(message.getPayload()));
    } catch (JacksonException malformed) {
      window.tell(TerminalWindow.error(invalid("A text message is a JSON object.")));
    } catch (DomainException refusal) {
      window.tell(TerminalWindow.error(refusal));
    }
  }

  private static void obey(TerminalWindow window, JsonNode wish) throws IOException {
    switch (wish.path("type").asString("")) {
      case "ack" -> window.acknowledge(wish.path("bytes").asLong(0));
      case "resize" ->
          window.resize(new Size(wish.path("columns").asInt(0), wish.path("rows").asInt(0)));
      default -> throw invalid("The type of a text message is ack or resize.");
    }
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    log.debug("A window on a terminal broke off", failure);
  }

  @Override
  public void handleMessage(WebSocketSession session, WebSocketMessage<?> message)
      throws Exception {
    try {
      super.handleMessage(session, message);
    } catch (IOException ended) {
      // The terminal ended while somebody typed; its window is told by the other thread.
      log.debug("Nobody takes the input", ended);
    }
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    var window = windows.remove(session.getId());
    if (window != null) {
      window.leave();
    }
  }

  private static String lastPart(@Nullable URI uri) {
    var path = uri == null ? "" : uri.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Without a number in the query, or with a wrong one, the window gets the present screen. */
  private static long after(@Nullable URI uri) {
    var query = uri == null || uri.getQuery() == null ? "" : uri.getQuery();
    for (var pair : query.split("&")) {
      if (pair.matches("after=\\d{1,18}")) {
        return Long.parseLong(pair.substring("after=".length()));
      }
    }
    return -1;
  }

  private static DomainException invalid(String message) {
    return new DomainException(ErrorCode.INVALID_INPUT, message);
  }
}
