package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
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

/** Workspaces over REST and STOMP. */
@RestController
@RequestMapping("/api")
class WorkspaceController {

  private static final int MAX_FILES = 500;

  private final WorkspaceFacade workspaces;
  private final SimpMessagingTemplate messages;

  WorkspaceController(WorkspaceFacade workspaces, SimpMessagingTemplate messages) {
    this.workspaces = workspaces;
    this.messages = messages;
  }

  @GetMapping("/projects/{id}/workspaces")
  List<Workspace> list(
      @PathVariable String id, @RequestParam(defaultValue = "false") boolean archived) {
    return workspaces.list(ProjectId.parse(id), archived);
  }

  @PostMapping("/projects/{id}/workspaces")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Workspace create(@PathVariable String id, @RequestBody CreateWorkspaceRequest request) {
    return workspaces.create(ProjectId.parse(id), request.toNewWorkspace());
  }

  @GetMapping("/workspaces/{id}")
  Workspace get(@PathVariable String id) {
    return workspaces.get(WorkspaceId.parse(id));
  }

  @PatchMapping("/workspaces/{id}")
  Workspace change(@PathVariable String id, @RequestBody WorkspaceChange request) {
    return workspaces.change(WorkspaceId.parse(id), request);
  }

  @DeleteMapping("/workspaces/{id}")
  ResponseEntity<Workspace> delete(
      @PathVariable String id, @RequestParam(defaultValue = "false") boolean confirm) {
    return workspaces
        .delete(WorkspaceId.parse(id), confirm)
        .map(workspace -> ResponseEntity.accepted().body(workspace))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @PostMapping("/workspaces/{id}/archive")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Workspace archive(@PathVariable String id) {
    return workspaces.archive(WorkspaceId.parse(id));
  }

  @PostMapping("/workspaces/{id}/restore")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Workspace restore(@PathVariable String id) {
    return workspaces.restore(WorkspaceId.parse(id));
  }

  @PostMapping("/workspaces/{id}/retry")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Workspace retry(@PathVariable String id) {
    return workspaces.retry(WorkspaceId.parse(id));
  }

  @GetMapping("/workspaces/{id}/setup")
  SetupLogResponse setup(@PathVariable String id, @RequestParam(defaultValue = "0") long after) {
    return setupLog(WorkspaceId.parse(id), after);
  }

  @GetMapping("/workspaces/{id}/diff")
  WorkspaceDiff diff(
      @PathVariable String id, @RequestParam(required = false) @Nullable String path) {
    return workspaces.diff(WorkspaceId.parse(id), path);
  }

  @GetMapping("/workspaces/{id}/files")
  List<WorktreeFile> files(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String query,
      @RequestParam(defaultValue = "50") int limit) {
    return workspaces.files(WorkspaceId.parse(id), query, Math.clamp(limit, 1, MAX_FILES));
  }

  @GetMapping("/workspaces/{id}/files/content")
  WorktreeFile.Content content(@PathVariable String id, @RequestParam String path) {
    return workspaces.content(WorkspaceId.parse(id), path);
  }

  @SubscribeMapping("/workspaces/{id}/setup")
  SetupLogResponse subscribed(@DestinationVariable String id) {
    return setupLog(WorkspaceId.parse(id), 0);
  }

  @EventListener
  void on(SetupOutput event) {
    messages.convertAndSend(
        "/topic/workspaces/%s/setup".formatted(event.workspaceId()),
        new SetupChunk(event.from(), event.to(), event.output()));
  }

  private SetupLogResponse setupLog(WorkspaceId id, long after) {
    var part = workspaces.setupLog(id, Math.max(0, after));
    var setup = workspaces.get(id).setup();
    return new SetupLogResponse(
        setup.state(), setup.exitCode(), part.output(), part.from(), part.to(), part.truncated());
  }

  /** What a client sends to create a workspace. */
  record CreateWorkspaceRequest(
      @Nullable String name,
      @Nullable String prompt,
      @Nullable String baseBranch,
      @Nullable String branch,
      @Nullable String agent,
      @Nullable Boolean ratchet,
      @Nullable String permissions,
      @Nullable List<FirstPrompt.File> attachments,
      @Nullable Integer issue) {

    NewWorkspace toNewWorkspace() {
      var files = attachments == null ? List.<FirstPrompt.File>of() : attachments;
      if (!files.isEmpty() && issue == null && (prompt == null || prompt.isBlank())) {
        throw new DomainException(
            ErrorCode.INVALID_INPUT, "Files go with a prompt; there is none.");
      }
      if (issue != null && issue < 1) {
        throw new DomainException(
            ErrorCode.INVALID_INPUT, "An issue is named by its number, such as 12.");
      }
      return new NewWorkspace(
          name, prompt, baseBranch, branch, agent, ratchet, permissions, issue, files);
    }
  }

  record SetupChunk(long from, long to, String output) {}

  record SetupLogResponse(
      SetupState state,
      @Nullable Integer exitCode,
      String output,
      long from,
      long to,
      boolean truncated) {}
}
