package dev.factoryfactory.session;

import dev.factoryfactory.session.acp.AcpForm;
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
 * @param form what to fill in, {@code null} when choosing an option is all
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
    @Nullable Form form,
    Instant createdAt) {

  public PendingRequest {
    paths = List.copyOf(paths);
    options = List.copyOf(options);
  }

  /** Something to fill in; the answer goes with the option {@code accept}. */
  public record Form(List<AcpForm.Field> fields) {

    public Form {
      fields = List.copyOf(fields);
    }
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
