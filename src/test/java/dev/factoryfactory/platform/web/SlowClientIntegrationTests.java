package dev.factoryfactory.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.StompClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One that does not read must not hold up those that do. */
@ServerTest
class SlowClientIntegrationTests {

  private static final String TOPIC = "/topic/slow-client";
  private static final int MESSAGES = 60;
  private static final byte[] SMALL = "1".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LARGE =
      ("\"" + "x".repeat(512 * 1024) + "\"").getBytes(StandardCharsets.UTF_8);

  private final ServerClient server;
  private final StompOutput output;
  private final StompListeners listeners;

  SlowClientIntegrationTests(ServerClient server, StompOutput output, StompListeners listeners) {
    this.server = server;
    this.output = output;
    this.listeners = listeners;
  }

  @Test
  void isDroppedWhileOthersGetEverything() {
    var slow = connectWithoutReading();
    try (var fast = server.stomp()) {
      var topic = fast.subscribe(TOPIC);
      await().until(() -> listening() == 2 && hears(topic));

      for (int i = 0; i < MESSAGES; i++) {
        output.publish(TOPIC, LARGE);
        assertThat(nextLarge(topic)).hasSize(LARGE.length);
      }

      await().atMost(Duration.ofSeconds(30)).until(() -> listening() == 1);
    } finally {
      slow.abort();
    }
    assertThat(server.get("/api/health").status()).isEqualTo(200);
  }

  /** A subscription is known a moment before it is served. */
  private boolean hears(StompClient.Subscription topic) {
    output.publish(TOPIC, SMALL);
    return !topic.messages().isEmpty();
  }

  private int listening() {
    return listeners.count(TOPIC);
  }

  private static String nextLarge(StompClient.Subscription topic) {
    var body = topic.nextMessage().body();
    return body.length() > SMALL.length ? body : nextLarge(topic);
  }

  private WebSocket connectWithoutReading() {
    var socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + server.token())
            .buildAsync(
                URI.create("ws://localhost:%d/ws".formatted(server.port())), new NeverAsking())
            .join();
    socket.sendText("CONNECT\naccept-version:1.2\nheart-beat:0,0\n\n\0", true).join();
    socket.sendText("SUBSCRIBE\nid:0\ndestination:" + TOPIC + "\n\n\0", true).join();
    return socket;
  }

  private static final class NeverAsking implements WebSocket.Listener {

    @Override
    public void onOpen(WebSocket socket) {
      // Asking for messages is what it does not do.
    }
  }
}
