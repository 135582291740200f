package dev.factoryfactory.github;

import dev.factoryfactory.kernel.ProjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A project's issues over REST. */
@RestController
@RequestMapping("/api/projects/{id}/issues")
class IssueController {

  private final IssueFacade issues;

  IssueController(IssueFacade issues) {
    this.issues = issues;
  }

  /** Those assigned to me, unless words or {@code assigned=false} ask for others. */
  @GetMapping
  Issue.Found find(
      @PathVariable String id,
      @RequestParam @Nullable String query,
      @RequestParam @Nullable Boolean assigned) {
    boolean any = query != null && !query.isBlank();
    return issues.find(ProjectId.parse(id), query, assigned == null ? !any : assigned);
  }
}
