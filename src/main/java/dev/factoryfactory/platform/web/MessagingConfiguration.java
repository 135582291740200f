package dev.factoryfactory.platform.web;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/**
 * STOMP over a plain WebSocket at {@code /ws}. Order is kept in both directions, so a client that
 * subscribes first and asks for the baseline second misses nothing. A client that reads too slowly
 * is dropped instead of delaying the others; it catches up when it returns.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class MessagingConfiguration implements WebSocketMessageBrokerConfigurer {

  private static final long HEARTBEAT = Duration.ofSeconds(10).toMillis();
  private static final int MAX_FRAME_BYTES = 64 * 1024;
  private static final int MAX_UNSENT_BYTES = 8 * 1024 * 1024;
  private static final Duration MAX_SEND_TIME = Duration.ofSeconds(15);
  private static final Duration MAX_SILENCE_AT_FIRST = Duration.ofSeconds(15);

  private final TaskScheduler heartbeats;
  private final MessageChannel toClients;

  /** Both are made by what this class configures, hence late. */
  MessagingConfiguration(
      @Lazy @Qualifier("messageBrokerTaskScheduler") TaskScheduler heartbeats,
      @Lazy @Qualifier("clientOutboundChannel") MessageChannel toClients) {
    this.heartbeats = heartbeats;
    this.toClients = toClients;
  }

  /** Origins were checked with all other requests, see {@link TrustedAddressFilter}. */
  @Override
  public void registerStompEndpoints(StompEndpointRegistry registry) {
    registry.setPreserveReceiveOrder(true);
    registry.addEndpoint("/ws").setAllowedOriginPatterns("*");
  }

  @Override
  public void configureMessageBroker(MessageBrokerRegistry registry) {
    registry.setApplicationDestinationPrefixes("/app");
    registry.setPreservePublishOrder(true);
    registry
        .enableSimpleBroker("/topic")
        .setHeartbeatValue(new long[] {HEARTBEAT, HEARTBEAT})
        .setTaskScheduler(heartbeats);
  }

  @Override
  public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
    transport
        .setMessageSizeLimit(MAX_FRAME_BYTES)
        .setSendBufferSizeLimit(MAX_UNSENT_BYTES)
        .setSendTimeLimit(Math.toIntExact(MAX_SEND_TIME.toMillis()))
        .setTimeToFirstMessage(Math.toIntExact(MAX_SILENCE_AT_FIRST.toMillis()));
  }

  @Override
  public void configureClientInboundChannel(ChannelRegistration channel) {
    channel.interceptors(new DestinationGuard(toClients));
  }
}
