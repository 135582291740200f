package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What is kept of sessions over HTTP: exports, attached files, usage, earlier conversations. */
@RestController
@RequestMapping("/api")
class SessionRecordsController {

  private static final String MONTH = "30";

  private final SessionFacade sessions;
  private final UsageFacade usage;
  private final TranscriptExport export;
  private final Attachments attachments;

  SessionRecordsController(
      SessionFacade sessions, UsageFacade usage, TranscriptExport export, Attachments attachments) {
    this.sessions = sessions;
    this.usage = usage;
    this.export = export;
    this.attachments = attachments;
  }

  @GetMapping("/sessions/{id}/export")
  ResponseEntity<StreamingResponseBody> export(
      @PathVariable String id, @RequestParam(defaultValue = "markdown") String format) {
    var session = sessions.get(SessionId.parse(id)).id();
    return switch (format) {
      case "markdown" ->
          download(
              "session-%s.md".formatted(session),
              MediaType.parseMediaType("text/markdown;charset=UTF-8"),
              out -> export.markdown(session, out));
      case "json" ->
          download(
              "session-%s.json".formatted(session),
              MediaType.APPLICATION_JSON,
              out -> export.json(session, out));
      default ->
          throw new DomainException(ErrorCode.INVALID_INPUT, "The format is 'markdown' or 'json'.");
    };
  }

  private static ResponseEntity<StreamingResponseBody> download(
      String name, MediaType type, StreamingResponseBody body) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(body);
  }

  /** Only images are shown in place, and their types are four that can't hold a script. */
  @GetMapping("/sessions/{id}/attachments/{attachmentId}")
  ResponseEntity<byte[]> attachment(@PathVariable String id, @PathVariable String attachmentId) {
    var found =
        attachments
            .find(SessionId.parse(id), attachmentId)
            .orElseThrow(
                () ->
                    new DomainException(
                        ErrorCode.NOT_FOUND, "There is no such file in the session."));
    var file = found.file();
    var disposition =
        file.isImage() ? ContentDisposition.inline() : ContentDisposition.attachment();
    var type =
        file.isImage()
            ? MediaType.parseMediaType(file.mimeType())
            : MediaType.parseMediaType("text/plain;charset=UTF-8");
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION, disposition.filename("attachment").build().toString())
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
        .header("X-Content-Type-Options", "nosniff")
        .body(found.bytes());
  }

  @GetMapping("/sessions/{id}/conversations")
  List<Conversation> conversations(@PathVariable String id) {
    return sessions.conversations(SessionId.parse(id));
  }

  @GetMapping("/sessions/{id}/token-usage")
  UsageReport ofSession(@PathVariable String id, @RequestParam(defaultValue = MONTH) int days) {
    return usage.of(sessions.get(SessionId.parse(id)).id(), days);
  }

  @GetMapping("/workspaces/{id}/token-usage")
  UsageReport ofWorkspace(@PathVariable String id, @RequestParam(defaultValue = MONTH) int days) {
    return usage.of(WorkspaceId.parse(id), days);
  }

  @GetMapping("/projects/{id}/token-usage")
  UsageReport ofProject(@PathVariable String id, @RequestParam(defaultValue = MONTH) int days) {
    return usage.of(ProjectId.parse(id), days);
  }
}
