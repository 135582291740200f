package dev.factoryfactory.session;

import dev.factoryfactory.session.SessionStore.Change;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells others what was stored: the transcript's readers, the board, listeners of facts. */
@Component
class ChangeAnnouncer {

  private final SessionBoard board;
  private final ApplicationEventPublisher events;

  ChangeAnnouncer(SessionBoard board, ApplicationEventPublisher events) {
    this.board = board;
    this.events = events;
  }

  void announce(Change<?> change) {
    var session = change.session();
    var added = change.events();
    if (!added.isEmpty()) {
      long to = added.getLast().sequence();
      events.publishEvent(new SessionEvents(session.id(), to - added.size(), to, added, null));
    }
    var summary = change.summary();
    if (summary == null) {
      var wire = change.step().wire();
      summary =
          SessionSummaries.doing(
              SessionSummaries.at(board.present(session), session.updatedAt()),
              Activities.of(session.status(), wire),
              Activities.plan(wire));
    }
    board.put(session, summary);
    change.step().facts().forEach(events::publishEvent);
  }
}
