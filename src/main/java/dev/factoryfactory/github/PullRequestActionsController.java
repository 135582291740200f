package dev.factoryfactory.github;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done with a workspace's pull request over REST; each answers with how it is then. */
@RestController
@RequestMapping("/api/workspaces/{id}/pull-request")
class PullRequestActionsController {

  private final GitHubFacade gitHub;

  PullRequestActionsController(GitHubFacade gitHub) {
    this.gitHub = gitHub;
  }

  @PostMapping("/ready")
  PullRequestDetails ready(@PathVariable String id) {
    return after(id, workspace -> gitHub.setDraft(workspace, false));
  }

  @PostMapping("/draft")
  PullRequestDetails draft(@PathVariable String id) {
    return after(id, workspace -> gitHub.setDraft(workspace, true));
  }

  @PostMapping("/reviewers")
  PullRequestDetails reviewers(@PathVariable String id, @RequestBody ReviewRequest request) {
    var reviewers = request.reviewers() == null ? List.<String>of() : request.reviewers();
    return after(id, workspace -> gitHub.requestReview(workspace, reviewers));
  }

  @PostMapping("/comments")
  PullRequestDetails comment(@PathVariable String id, @RequestBody NewComment request) {
    return after(id, workspace -> gitHub.comment(workspace, request));
  }

  @PostMapping("/threads/{thread}/reply")
  PullRequestDetails reply(
      @PathVariable String id, @PathVariable String thread, @RequestBody ReplyRequest request) {
    var body = request.body() == null ? "" : request.body();
    return after(id, workspace -> gitHub.reply(workspace, thread, body));
  }

  @PostMapping("/threads/{thread}/resolve")
  PullRequestDetails resolve(@PathVariable String id, @PathVariable String thread) {
    return after(id, workspace -> gitHub.resolve(workspace, thread));
  }

  @PostMapping("/threads/{thread}/unresolve")
  PullRequestDetails unresolve(@PathVariable String id, @PathVariable String thread) {
    return after(id, workspace -> gitHub.unresolve(workspace, thread));
  }

  @PostMapping("/rerun")
  PullRequestDetails rerun(
      @PathVariable String id, @RequestBody(required = false) @Nullable RerunRequest request) {
    var check = request == null ? null : request.checkId();
    var checks = check == null ? List.<String>of() : List.of(check);
    return after(id, workspace -> gitHub.rerunFailed(workspace, checks));
  }

  @PostMapping("/update-branch")
  PullRequestDetails updateBranch(@PathVariable String id) {
    return after(id, gitHub::updateBranch);
  }

  @PostMapping("/merge")
  PullRequestDetails merge(@PathVariable String id, @RequestBody MergeRequest request) {
    var method = request.method();
    var head = request.headSha();
    if (method == null || head == null) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "Name method, MERGE, SQUASH or REBASE, and headSha.");
    }
    return after(id, workspace -> gitHub.merge(workspace, method, head));
  }

  @PutMapping("/auto-merge")
  PullRequestDetails autoMerge(@PathVariable String id, @RequestBody AutoMergeRequest request) {
    var enabled = request.enabled();
    if (enabled == null) {
      throw new DomainException(ErrorCode.INVALID_INPUT, "Say enabled, true or false.");
    }
    return after(
        id,
        workspace -> {
          if (enabled) {
            gitHub.enableAutoMerge(workspace, request.method());
          } else {
            gitHub.disableAutoMerge(workspace);
          }
        });
  }

  private PullRequestDetails after(String id, Consumer<WorkspaceId> action) {
    var workspace = WorkspaceId.parse(id);
    action.accept(workspace);
    return gitHub.details(workspace);
  }

  record ReviewRequest(@Nullable List<String> reviewers) {}

  record ReplyRequest(@Nullable String body) {}

  record RerunRequest(@Nullable String checkId) {}

  record MergeRequest(@Nullable MergeMethod method, @Nullable String headSha) {}

  record AutoMergeRequest(@Nullable Boolean enabled, @Nullable MergeMethod method) {}
}
