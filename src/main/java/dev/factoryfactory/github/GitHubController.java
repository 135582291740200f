package dev.factoryfactory.github;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The allowance over REST, and what GitHub sends by itself. */
@RestController
@RequestMapping("/api/github")
class GitHubController {

  /** GitHub sends nothing longer. */
  private static final int MAX_BODY = 25 * 1024 * 1024;

  private final GitHubFacade gitHub;
  private final Webhooks webhooks;

  GitHubController(GitHubFacade gitHub, Webhooks webhooks) {
    this.gitHub = gitHub;
    this.webhooks = webhooks;
  }

  @GetMapping("/allowances")
  List<GitHubAllowance> allowances() {
    return gitHub.allowances();
  }

  /** Signed by GitHub, so it needs no token of ours. */
  @PostMapping("/webhooks")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void deliver(
      @RequestHeader(name = "X-Hub-Signature-256", required = false) @Nullable String signature,
      @RequestHeader(name = "X-GitHub-Delivery", required = false) @Nullable String delivery,
      @RequestHeader(name = "X-GitHub-Event", required = false) @Nullable String event,
      HttpServletRequest request)
      throws IOException {
    var body = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new DomainException(ErrorCode.INVALID_INPUT, "A delivery is at most 25 MB long.");
    }
    webhooks.take(signature, delivery, event, body);
  }
}
