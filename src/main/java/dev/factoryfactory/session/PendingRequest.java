package dev.factoryfactory.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something an agent asks of a person and waits for. Texts come from the agent: untrusted, bounded.
 *
 * @param requestId ours, unique within the session
 * @param title what the agent calls it
 * @param toolKind the kind of tool call it is about, as the agent said, such as {@code execute}
 * @param command the command line it wants to run, if it is one
 * @param paths the files it is about
 * @param reason why, in the agent's words
 * @param options the answers the agent accepts
 */
public record PendingRequest(
    String requestId,
    Kind kind,
    String title,
    @Nullable String toolKind,
    @Nullable String command,
    List<String> paths,
    @Nullable String reason,
    List<Option> options,
    Instant createdAt) {

  public PendingRequest {
    paths = List.copyOf(paths);
    options = List.copyOf(options);
  }

  /** What is asked for. */
  public enum Kind {
    PERMISSION,
    PLAN_APPROVAL,
    QUESTION
  }

  /**
   * One answer.
   *
   * @param kind {@code allow_once}, {@code allow_always}, {@code reject_once}, {@code
   *     reject_always}, or whatever else the agent sent
   */
  public record Option(String optionId, String name, String kind) {}
}
