package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.platform.text.PrintedLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Brings a workspace's branch to where it is pushed to: its origin, or a fork. */
@Component
class BranchPush {

  /** The user's own pre-push hook may run tests first. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final int MAX_WORDS = 2_000;

  private final Git git;
  private final GitRefs refs;

  BranchPush(Git git, GitRefs refs) {
    this.git = git;
    this.refs = refs;
  }

  Outgoing outgoing(WorkspaceRow row) {
    var branch = branch(row.worktree());
    var base = row.baseRef();
    var range = base == null ? "HEAD" : base + "..HEAD";
    var counted = git.tryRun(row.worktree(), "rev-list", "--count", range, "--");
    var commits = counted.succeeded() ? Integer.parseInt(counted.text().strip()) : 0;
    return new Outgoing(branch, row.baseBranch(), commits);
  }

  /** Without force: what the remote has and this branch lacks is never overwritten. */
  void push(Path worktree) {
    var branch = branch(worktree);
    var ref = "refs/heads/" + branch;
    var command = List.of("push", "--set-upstream", remote(worktree, branch), ref + ":" + ref);
    var pushed = git.tryRun(worktree, Map.of(), LIMIT, command);
    if (pushed.timedOut()) {
      throw new DomainException(
          ErrorCode.GIT_FAILED, "git push took longer than five minutes and was stopped.");
    }
    if (!pushed.succeeded()) {
      throw new DomainException(
          ErrorCode.GIT_FAILED, "git push failed: " + end(pushed.errorText()));
    }
  }

  /**
   * What is said last is why it failed; a hook may have said much before, and may print an address
   * with a token in it.
   */
  private static String end(String words) {
    var shown =
        words
            .lines()
            .map(line -> PrintedLine.redact(PrintedLine.printable(line)))
            .collect(Collectors.joining("\n"));
    return shown.length() > MAX_WORDS ? shown.substring(shown.length() - MAX_WORDS) : shown;
  }

  private String remote(Path worktree, String branch) {
    try {
      return refs.remotes(GitPlace.of(worktree).common(), branch).pushName();
    } catch (IOException e) {
      throw new DomainException(ErrorCode.GIT_FAILED, "The repository's settings can't be read.");
    }
  }

  private String branch(Path worktree) {
    var head = git.tryRun(worktree, "symbolic-ref", "--quiet", "--short", "HEAD");
    if (!head.succeeded()) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "The worktree is on no branch. Check one out first.");
    }
    return head.text().strip();
  }
}
