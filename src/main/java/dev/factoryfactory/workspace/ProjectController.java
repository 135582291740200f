package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.transaction.event.TransactionalEventListener;
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

/** Projects over REST and STOMP. */
@RestController
@RequestMapping("/api/projects")
class ProjectController {

  private final ProjectFacade projects;
  private final SimpMessagingTemplate messages;

  ProjectController(ProjectFacade projects, SimpMessagingTemplate messages) {
    this.projects = projects;
    this.messages = messages;
  }

  @GetMapping
  List<Project> list(@RequestParam(defaultValue = "false") boolean archived) {
    return projects.list(archived);
  }

  @PostMapping
  ResponseEntity<Project> add(@RequestBody AddProjectRequest request) {
    if ((request.path() == null) == (request.gitUrl() == null)) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "Send either path or gitUrl, the one or the other.");
    }
    if (request.path() != null) {
      var project = projects.add(request.path());
      return ResponseEntity.created(URI.create("/api/projects/" + project.id())).body(project);
    }
    return ResponseEntity.accepted().body(projects.addByUrl(String.valueOf(request.gitUrl())));
  }

  @GetMapping("/{id}")
  Project get(@PathVariable String id) {
    return projects.get(ProjectId.parse(id));
  }

  @PatchMapping("/{id}")
  Project change(@PathVariable String id, @RequestBody ChangeProjectRequest request) {
    return projects.change(ProjectId.parse(id), request.name(), request.defaultBranch());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void archive(@PathVariable String id) {
    projects.archive(ProjectId.parse(id));
  }

  @GetMapping("/{id}/branches")
  List<Branch> branches(@PathVariable String id) {
    return projects.branches(ProjectId.parse(id));
  }

  @SubscribeMapping("/projects")
  List<Project> subscribed() {
    return projects.list(false);
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(ProjectChanged event) {
    messages.convertAndSend("/topic/projects", event.project());
  }

  record AddProjectRequest(@Nullable String path, @Nullable String gitUrl) {}

  record ChangeProjectRequest(@Nullable String name, @Nullable String defaultBranch) {}
}
