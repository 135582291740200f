package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * An agent that sessions can use.
 *
 * @param available whether sessions can use it now
 * @param signedIn whether somebody is signed in to it; {@code null} when nothing tells
 * @param command what starts it
 * @param problem why it can't be used now
 * @param pause why nothing is sent to it, and until when
 */
public record AgentView(
    String name,
    String title,
    boolean available,
    @Nullable Boolean signedIn,
    String command,
    @Nullable AgentProblem problem,
    @Nullable ProviderPause pause) {

  /**
   * What is missing.
   *
   * @param code what kind of lack it is
   * @param message one sentence for a person
   * @param fix the shell command that mends it, if there is one
   */
  public record AgentProblem(ErrorCode code, String message, @Nullable String fix) {}
}
