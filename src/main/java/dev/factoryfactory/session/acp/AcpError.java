package dev.factoryfactory.session.acp;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An agent's refusal.
 *
 * @param code the protocol's code or whatever number the agent chose
 * @param message in the agent's words, bounded
 * @param kind what some agents call the error beside it, such as {@code rate_limit}
 */
public record AcpError(long code, String message, @Nullable String kind) {

  public AcpError(long code, String message) {
    this(code, message, null);
  }

  private static final long AUTHENTICATION_REQUIRED = -32000;

  /** Whether the person must sign in to the agent first. */
  public boolean signedOut() {
    return code == AUTHENTICATION_REQUIRED || code == 401;
  }

  static @Nullable AcpError read(JsonNode error) {
    if (error.isMissingNode() || error.isNull()) {
      return null;
    }
    var code = error.path("code");
    var message = AgentText.field(error, "message", AgentText.SHORT);
    var details = AgentText.field(error.path("data"), "details", AgentText.SHORT);
    return new AcpError(
        code.isIntegralNumber() && code.canConvertToLong() ? code.longValue() : 0,
        details != null ? details : message != null ? message : "The agent gave no reason.",
        AgentText.field(error.path("data"), "errorKind", AgentText.SHORT));
  }
}
