package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.util.MimeType;
import org.springframework.web.bind.annotation.ControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a question over STOMP that failed. The asker gets, in place of the answer, a message with
 * content type {@code application/problem+json} and the connection stays.
 */
@ControllerAdvice
class MessagingProblemAdvice {

  private static final Logger log = LoggerFactory.getLogger(MessagingProblemAdvice.class);
  private static final MimeType PROBLEM =
      MimeType.valueOf(MediaType.APPLICATION_PROBLEM_JSON_VALUE);

  private final ChannelStompOutput output;
  private final JsonMapper json;

  MessagingProblemAdvice(ChannelStompOutput output, JsonMapper json) {
    this.output = output;
    this.json = json;
  }

  @MessageExceptionHandler
  void handle(DomainException refusal, Message<?> question) {
    answer(question, Problems.of(refusal));
  }

  @MessageExceptionHandler
  void handle(Exception fault, Message<?> question) {
    log.error("A question over STOMP failed", fault);
    answer(
        question,
        Problems.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            ErrorCode.INTERNAL_ERROR,
            "Something went wrong in the server. Its log says what."));
  }

  private void answer(Message<?> question, ProblemDetail problem) {
    output.answer(question, json.writeValueAsBytes(problem), PROBLEM);
  }
}
