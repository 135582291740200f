package dev.factoryfactory.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds agents to those that are built in and configured. Any bean of this type is asked. */
public interface AgentSource {

  List<AgentDefinition> agents();

  /**
   * An agent that speaks the Agent Client Protocol on its standard streams.
   *
   * @param name what calls and sessions name it
   * @param command the program and its arguments
   * @param environment variables on top of the inherited ones
   * @param installFix the command that installs it, if there is one
   * @param signInFix the command that signs in to it, if there is one
   */
  record AgentDefinition(
      String name,
      String title,
      List<String> command,
      Map<String, String> environment,
      @Nullable String installFix,
      @Nullable String signInFix) {

    public AgentDefinition {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }
}
