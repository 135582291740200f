package dev.factoryfactory.platform.web;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;

/**
 * Keeps the subscriptions of every connection. Spring's own registry misses those of a client that
 * subscribes before it has read that it is connected.
 */
@Component
class SubscriptionRegister implements StompListeners {

  private final Map<String, Map<String, String>> topicsOfConnection = new ConcurrentHashMap<>();
  private final ApplicationEventPublisher events;

  SubscriptionRegister(ApplicationEventPublisher events) {
    this.events = events;
  }

  @Override
  public int count(String topic) {
    return topicsOfConnection.values().stream()
        .mapToInt(topics -> (int) topics.values().stream().filter(topic::equals).count())
        .sum();
  }

  @EventListener
  void on(SessionSubscribeEvent event) {
    var headers = event.getMessage().getHeaders();
    var id = SimpMessageHeaderAccessor.getSubscriptionId(headers);
    var destination = SimpMessageHeaderAccessor.getDestination(headers);
    var connection = connection(event.getMessage());
    if (connection != null && id != null && destination != null) {
      topicsOfConnection
          .computeIfAbsent(connection, _ -> new ConcurrentHashMap<>())
          .put(id, destination);
      announce(destination);
    }
  }

  @EventListener
  void on(SessionUnsubscribeEvent event) {
    var id = SimpMessageHeaderAccessor.getSubscriptionId(event.getMessage().getHeaders());
    var connection = connection(event.getMessage());
    if (connection != null && id != null) {
      forget(topicsOfConnection.getOrDefault(connection, Map.of()), id);
    }
  }

  @EventListener
  void on(SessionDisconnectEvent event) {
    var topics = topicsOfConnection.remove(event.getSessionId());
    if (topics != null) {
      Set.copyOf(topics.values()).forEach(this::announce);
    }
  }

  private void forget(Map<String, String> topics, String id) {
    var topic = topics.isEmpty() ? null : topics.remove(id);
    if (topic != null) {
      announce(topic);
    }
  }

  private void announce(String topic) {
    events.publishEvent(new StompListenersChanged(topic));
  }

  private static @Nullable String connection(Message<byte[]> message) {
    return SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
  }
}
