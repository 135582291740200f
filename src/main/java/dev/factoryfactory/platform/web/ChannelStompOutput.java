package dev.factoryfactory.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** Sends through the broker and straight to single clients. */
@Component
class ChannelStompOutput implements StompOutput {

  private final SimpMessagingTemplate topics;
  private final MessageChannel toClients;

  ChannelStompOutput(
      SimpMessagingTemplate topics, @Qualifier("clientOutboundChannel") MessageChannel toClients) {
    this.topics = topics;
    this.toClients = toClients;
  }

  @Override
  public void publish(String topic, byte[] json) {
    topics.send(
        topic,
        MessageBuilder.withPayload(json)
            .setHeader(MessageHeaders.CONTENT_TYPE, MimeTypeUtils.APPLICATION_JSON)
            .build());
  }

  @Override
  public void answer(Message<?> question, byte[] json) {
    answer(question, json, MimeTypeUtils.APPLICATION_JSON);
  }

  void answer(Message<?> question, byte[] json, MimeType type) {
    var asked = question.getHeaders();
    var subscription = SimpMessageHeaderAccessor.getSubscriptionId(asked);
    if (subscription != null) {
      var headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
      headers.setSessionId(SimpMessageHeaderAccessor.getSessionId(asked));
      headers.setSubscriptionId(subscription);
      headers.setDestination(text(SimpMessageHeaderAccessor.getDestination(asked)));
      headers.setContentType(type);
      toClients.send(MessageBuilder.createMessage(json, headers.getMessageHeaders()));
    }
  }

  private static String text(@Nullable String destination) {
    return destination == null ? "" : destination;
  }
}
