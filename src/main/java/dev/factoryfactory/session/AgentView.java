package dev.factoryfactory.session;

import org.jspecify.annotations.Nullable;

/**
 * An agent that sessions can use.
 *
 * @param command what starts it
 * @param problem why it can't be used now
 */
public record AgentView(
    String name, String title, boolean available, String command, @Nullable AgentProblem problem) {

  /**
   * What is missing.
   *
   * @param message one sentence for a person
   * @param fix the shell command that mends it, if there is one
   */
  public record AgentProblem(String message, @Nullable String fix) {}
}
