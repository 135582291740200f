package dev.factoryfactory.platform.web;

import org.springframework.messaging.Message;

/** Sends JSON that was written already, so that it is written once for however many read it. */
public interface StompOutput {

  /** Sends to all subscribers of a topic, in the order of the calls. */
  void publish(String topic, byte[] json);

  /** Answers the one who subscribed to {@code /app/…}. */
  void answer(Message<?> question, byte[] json);
}
