package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Sessions over HTTP. */
@RestController
@RequestMapping("/api")
class SessionController {

  private final SessionFacade sessions;

  SessionController(SessionFacade sessions) {
    this.sessions = sessions;
  }

  @GetMapping("/agents")
  List<AgentView> agents() {
    return sessions.agents();
  }

  @DeleteMapping("/agents/{name}/pause")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void liftPause(@PathVariable String name) {
    sessions.liftPause(name);
  }

  @GetMapping("/workspaces/{id}/sessions")
  List<Session> list(@PathVariable String id) {
    return sessions.list(WorkspaceId.parse(id));
  }

  @PostMapping("/workspaces/{id}/sessions")
  ResponseEntity<Session> create(
      @PathVariable String id, @RequestBody(required = false) @Nullable NewSession body) {
    var wanted = body == null ? NewSession.of(null) : body;
    return created(sessions.create(WorkspaceId.parse(id), wanted));
  }

  @PostMapping("/sessions/{id}/fork")
  ResponseEntity<Session> fork(@PathVariable String id) {
    return created(sessions.fork(SessionId.parse(id)));
  }

  private static ResponseEntity<Session> created(Session session) {
    return ResponseEntity.created(URI.create("/api/sessions/" + session.id())).body(session);
  }

  @GetMapping("/sessions/{id}")
  Session get(@PathVariable String id) {
    return sessions.get(SessionId.parse(id));
  }

  @PatchMapping("/sessions/{id}")
  Session update(@PathVariable String id, @RequestBody SessionChange body) {
    return sessions.update(SessionId.parse(id), body);
  }

  @GetMapping("/sessions/{id}/events")
  List<TranscriptEvent> events(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "500") int limit) {
    var session = SessionId.parse(id);
    return before == null
        ? sessions.eventsAfter(session, after, limit)
        : sessions.eventsBefore(session, before, limit);
  }

  @PostMapping("/sessions/{id}/messages")
  @ResponseStatus(HttpStatus.ACCEPTED)
  MessageReceipt message(@PathVariable String id, @RequestBody NewMessage body) {
    var files = body.attachments() == null ? List.<NewAttachment>of() : body.attachments();
    return sessions.message(SessionId.parse(id), body.id(), required(body.text()), files);
  }

  @PatchMapping("/sessions/{id}/messages/{messageId}")
  MessageReceipt editMessage(
      @PathVariable String id, @PathVariable String messageId, @RequestBody EditedMessage body) {
    var session = SessionId.parse(id);
    var place = body.place();
    if (place != null) {
      var moved = sessions.moveMessage(session, messageId, place);
      return body.text() == null ? moved : sessions.editMessage(session, messageId, body.text());
    }
    return sessions.editMessage(session, messageId, required(body.text()));
  }

  @DeleteMapping("/sessions/{id}/messages/{messageId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteMessage(@PathVariable String id, @PathVariable String messageId) {
    sessions.deleteMessage(SessionId.parse(id), messageId);
  }

  @PostMapping("/sessions/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Session cancel(@PathVariable String id) {
    return sessions.cancel(SessionId.parse(id));
  }

  @PostMapping("/sessions/{id}/stop")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Session stop(@PathVariable String id) {
    return sessions.stop(SessionId.parse(id));
  }

  @PostMapping("/sessions/{id}/resume")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Session resume(@PathVariable String id) {
    return sessions.resume(SessionId.parse(id));
  }

  @PostMapping("/sessions/{id}/permissions/{requestId}")
  Answered answer(
      @PathVariable String id, @PathVariable String requestId, @RequestBody Answer body) {
    var optionId = required(body.optionId());
    sessions.answer(SessionId.parse(id), requestId, optionId, body.content());
    return new Answered(requestId, optionId);
  }

  private static String required(@Nullable String value) {
    if (value == null) {
      throw new DomainException(ErrorCode.INVALID_INPUT, "A required field is missing.");
    }
    return value;
  }

  record NewMessage(
      @Nullable String id, @Nullable String text, @Nullable List<NewAttachment> attachments) {}

  record EditedMessage(@Nullable String text, @Nullable Integer place) {}

  record Answer(@Nullable String optionId, @Nullable JsonNode content) {}

  record Answered(String requestId, String optionId) {}
}
