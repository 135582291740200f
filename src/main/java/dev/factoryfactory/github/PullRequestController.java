package dev.factoryfactory.github;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A workspace's pull request over REST. */
@RestController
@RequestMapping("/api/workspaces/{id}/pull-request")
class PullRequestController {

  private final GitHubFacade gitHub;

  PullRequestController(GitHubFacade gitHub) {
    this.gitHub = gitHub;
  }

  @GetMapping
  PullRequest get(@PathVariable String id) {
    return gitHub
        .find(WorkspaceId.parse(id))
        .orElseThrow(
            () ->
                new DomainException(
                    ErrorCode.NOT_FOUND,
                    "This workspace has no pull request. Link one with PUT {\"url\": ...}."));
  }

  @PutMapping
  PullRequest put(@PathVariable String id, @RequestBody LinkRequest request) {
    gitHub.link(WorkspaceId.parse(id), request.url());
    return get(id);
  }

  @PostMapping("/refresh")
  PullRequest refresh(@PathVariable String id) {
    return gitHub.refresh(WorkspaceId.parse(id));
  }

  @GetMapping("/details")
  PullRequestDetails details(@PathVariable String id) {
    return gitHub.details(WorkspaceId.parse(id));
  }

  @GetMapping("/checks/{checkId}/log")
  CheckLog log(@PathVariable String id, @PathVariable String checkId) {
    return gitHub.log(WorkspaceId.parse(id), checkId);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  PullRequest create(@PathVariable String id, @RequestBody NewPullRequest request) {
    return gitHub.create(WorkspaceId.parse(id), request);
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id) {
    gitHub.unlink(WorkspaceId.parse(id));
  }

  record LinkRequest(@Nullable String url) {}
}
