package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a new session shall be; whatever is {@code null} is the workspace's or the person's
 * preference, or the agent's own.
 *
 * @param model the id of one of the agent's models
 * @param mode the id of one of the agent's modes
 * @param permissions what it may do without asking
 * @param conversation the agent's own id of an earlier conversation to go on with
 */
public record NewSession(
    @Nullable String agent,
    @Nullable String model,
    @Nullable String mode,
    @Nullable PermissionPolicy permissions,
    @Nullable String conversation) {

  private static final Pattern CONVERSATION = Pattern.compile("[\\x21-\\x7e]{1,200}");

  public NewSession {
    if (conversation != null && !CONVERSATION.matcher(conversation).matches()) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "A conversation's id has 1 to 200 printable characters.");
    }
  }

  /** Nothing but the agent, or not even that. */
  public static NewSession of(@Nullable String agent) {
    return new NewSession(agent, null, null, null, null);
  }
}
