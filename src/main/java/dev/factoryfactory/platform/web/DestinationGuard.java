package dev.factoryfactory.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Lets clients ask and listen, but not speak on a topic in the server's place. One that tries is
 * told and cut off.
 */
final class DestinationGuard implements ChannelInterceptor {

  private static final String QUESTIONS = "/app/";
  private static final String TOPICS = "/topic/";

  private final MessageChannel toClients;

  DestinationGuard(MessageChannel toClients) {
    this.toClients = toClients;
  }

  @Override
  public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
    var headers = message.getHeaders();
    var destination = SimpMessageHeaderAccessor.getDestination(headers);
    if (isAllowed(SimpMessageHeaderAccessor.getMessageType(headers), destination)) {
      return message;
    }
    refuse(SimpMessageHeaderAccessor.getSessionId(headers), destination);
    return null;
  }

  private void refuse(@Nullable String session, @Nullable String destination) {
    var error = StompHeaderAccessor.create(StompCommand.ERROR);
    error.setSessionId(session);
    error.setMessage("There is no destination %s for clients".formatted(destination));
    toClients.send(MessageBuilder.createMessage(new byte[0], error.getMessageHeaders()));
  }

  private static boolean isAllowed(@Nullable SimpMessageType type, @Nullable String destination) {
    if (type == SimpMessageType.MESSAGE) {
      return destination != null && destination.startsWith(QUESTIONS);
    }
    if (type == SimpMessageType.SUBSCRIBE) {
      return destination != null
          && (destination.startsWith(QUESTIONS) || destination.startsWith(TOPICS))
          && !isPattern(destination);
    }
    return true;
  }

  /** The broker would take a pattern and match every topic against it. */
  private static boolean isPattern(String destination) {
    return destination.chars().anyMatch(c -> c == '*' || c == '?' || c == '{');
  }
}
