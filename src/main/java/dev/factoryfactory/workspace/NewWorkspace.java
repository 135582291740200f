package dev.factoryfactory.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new workspace should be. Everything is optional.
 *
 * @param name what people call it; made from the prompt, the branch or at random otherwise
 * @param prompt what the agent is asked first
 * @param baseBranch what its new branch starts from and is compared with; the project's default
 *     otherwise
 * @param branch an existing branch to work on, local or as {@code origin/x}; a new one is made
 *     otherwise
 * @param agent the agent to start for the prompt and by default
 * @param ratchet whether red checks should be fixed automatically
 * @param permissions what the agent may do without asking
 * @param issue the number of the issue that it is about
 * @param attachments what goes with the prompt
 */
public record NewWorkspace(
    @Nullable String name,
    @Nullable String prompt,
    @Nullable String baseBranch,
    @Nullable String branch,
    @Nullable String agent,
    @Nullable Boolean ratchet,
    @Nullable String permissions,
    @Nullable Integer issue,
    List<FirstPrompt.File> attachments) {

  public NewWorkspace {
    attachments = List.copyOf(attachments);
  }

  /** The same without a say about permissions and without files. */
  public NewWorkspace(
      @Nullable String name,
      @Nullable String prompt,
      @Nullable String baseBranch,
      @Nullable String branch,
      @Nullable String agent,
      @Nullable Boolean ratchet) {
    this(name, prompt, baseBranch, branch, agent, ratchet, null, null, List.of());
  }

  NewWorkspace withAgent(@Nullable String resolved) {
    return new NewWorkspace(
        name, prompt, baseBranch, branch, resolved, ratchet, permissions, issue, attachments);
  }

  /** The same about an issue: named after it, and its agent is asked to do it. */
  NewWorkspace about(IssueSource.Task task) {
    return new NewWorkspace(
        name == null ? Names.fromTitle(task.issue()) : name,
        IssuePrompt.of(task, prompt),
        baseBranch,
        branch,
        agent,
        ratchet,
        permissions,
        issue,
        attachments);
  }

  /** What its agent is asked first; {@code null} when that is nothing. */
  @Nullable FirstPrompt firstPrompt(@Nullable String resolved) {
    var text = prompt == null ? "" : prompt.strip();
    return resolved == null || text.isEmpty()
        ? null
        : new FirstPrompt(resolved, text, permissions, attachments);
  }
}
