package dev.factoryfactory;

import jakarta.websocket.ContainerProvider;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.converter.SimpleMessageConverter;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A STOMP connection to a test's server. */
public final class StompClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SECONDS = 10;
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final WebSocketStompClient client;
  private @Nullable StompSession session;

  private StompClient() {
    var container = ContainerProvider.getWebSocketContainer();
    container.setDefaultMaxTextMessageBufferSize(MAX_BYTES);
    this.client = new WebSocketStompClient(new StandardWebSocketClient(container));
    client.setInboundMessageSizeLimit(MAX_BYTES);
    client.setMessageConverter(new SimpleMessageConverter());
  }

  static StompClient connect(int port, String token) {
    var client = new StompClient();
    var headers = new WebSocketHttpHeaders();
    headers.add(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    client.session =
        await(
            client.client.connectAsync(
                "ws://localhost:%d/ws".formatted(port), headers, client.new Watcher()));
    return client;
  }

  /** Everything that arrives on a subscription, as it comes. */
  public record Subscription(String id, BlockingQueue<Received> messages) {

    /** The next message. Fails when none comes. */
    public JsonNode next() {
      return nextMessage().json();
    }

    public Received nextMessage() {
      try {
        var message = messages.poll(SECONDS, TimeUnit.SECONDS);
        if (message == null) {
          throw new AssertionError("No message came on subscription " + id);
        }
        return message;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** One message. */
  public record Received(StompHeaders headers, String body) {

    public JsonNode json() {
      return JSON.readTree(body);
    }
  }

  /**
   * Subscribes.
   *
   * @param headers names and values in turn
   */
  public Subscription subscribe(String destination, String... headers) {
    var stomp = new StompHeaders();
    stomp.setDestination(destination);
    for (int i = 0; i < headers.length; i += 2) {
      stomp.add(headers[i], headers[i + 1]);
    }
    var messages = new LinkedBlockingQueue<Received>();
    var subscription = session().subscribe(stomp, new Collector(messages));
    return new Subscription(String.valueOf(subscription.getSubscriptionId()), messages);
  }

  public void send(String destination, String body) {
    session().send(destination, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits until the server broke the connection off, and tells what it said, if it said why. */
  public String lost() {
    return await(lost);
  }

  @Override
  public void close() {
    try {
      if (session != null && session.isConnected()) {
        session.disconnect();
      }
    } catch (MessageDeliveryException alreadyCut) {
      // The server may cut the connection between the question and the farewell.
      lost.complete(alreadyCut.toString());
    } finally {
      client.stop();
    }
  }

  private StompSession session() {
    if (session == null) {
      throw new IllegalStateException("Not connected");
    }
    return session;
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("The STOMP connection did not do what was expected", e);
    }
  }

  private record Collector(BlockingQueue<Received> messages) implements StompFrameHandler {

    @Override
    public Type getPayloadType(StompHeaders headers) {
      return byte[].class;
    }

    @Override
    public void handleFrame(StompHeaders headers, @Nullable Object payload) {
      var body = payload instanceof byte[] bytes ? bytes : new byte[0];
      messages.add(new Received(headers, new String(body, StandardCharsets.UTF_8)));
    }
  }

  private final class Watcher extends StompSessionHandlerAdapter {

    @Override
    public Type getPayloadType(StompHeaders headers) {
      return byte[].class;
    }

    /** Frames that belong to no subscription: ERROR ones. */
    @Override
    public void handleFrame(StompHeaders headers, @Nullable Object payload) {
      lost.complete(String.valueOf(headers.getFirst("message")));
    }

    @Override
    public void handleException(
        StompSession session,
        @Nullable StompCommand command,
        StompHeaders headers,
        byte[] payload,
        Throwable exception) {
      lost.complete(exception.toString());
    }

    @Override
    public void handleTransportError(StompSession session, Throwable exception) {
      lost.complete(exception.toString());
    }
  }
}
