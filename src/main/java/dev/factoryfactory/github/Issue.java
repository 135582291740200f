package dev.factoryfactory.github;

import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue on GitHub. Its texts are other people's words. Also its JSON on the wire.
 *
 * @param author their login; {@code null} when the account is gone
 * @param body at most {@value IssueReader#MAX_BODY} characters
 * @param comments how many there are
 * @param workspaceId the workspace that is about it already, which is not archived
 */
public record Issue(
    int number,
    String title,
    String url,
    boolean open,
    @Nullable String author,
    List<Label> labels,
    List<String> assignees,
    String body,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    int comments,
    @Nullable WorkspaceId workspaceId) {

  /** A label; its color is six hexadecimal digits. */
  public record Label(String name, String color) {}

  /** Issues of a project, or why there are none to be had. */
  public record Found(
      List<Issue> issues, PullRequest.@Nullable Problem problem, Instant observedAt) {}

  Issue of(@Nullable WorkspaceId workspace) {
    return new Issue(
        number, title, url, open, author, labels, assignees, body, createdAt, updatedAt, comments,
        workspace);
  }
}
