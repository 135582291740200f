package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;

/** Transcripts over STOMP: what was missed once, what comes as it comes. */
@Controller
class SessionStreamController {

  private final SessionFacade sessions;
  private final SimpMessagingTemplate messaging;

  SessionStreamController(SessionFacade sessions, SimpMessagingTemplate messaging) {
    this.sessions = sessions;
    this.messaging = messaging;
  }

  @SubscribeMapping("/sessions/{id}/events")
  SessionEvents catchUp(
      @DestinationVariable String id,
      @Header(name = "after", required = false) @Nullable String after) {
    return sessions.catchUp(SessionId.parse(id), number(after));
  }

  @EventListener
  void on(SessionEvents events) {
    messaging.convertAndSend("/topic/sessions/%s/events".formatted(events.sessionId()), events);
  }

  private static long number(@Nullable String text) {
    try {
      return text == null ? 0 : Math.max(0, Long.parseLong(text.strip()));
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }
}
