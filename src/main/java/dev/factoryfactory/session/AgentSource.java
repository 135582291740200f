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
   * @param check how to tell whether somebody is signed in
   */
  record AgentDefinition(
      String name,
      String title,
      List<String> command,
      Map<String, String> environment,
      @Nullable String installFix,
      @Nullable String signInFix,
      SignInCheck check) {

    public AgentDefinition {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }

    /** An agent of which nobody can tell whether somebody is signed in. */
    public AgentDefinition(
        String name,
        String title,
        List<String> command,
        Map<String, String> environment,
        @Nullable String installFix,
        @Nullable String signInFix) {
      this(name, title, command, environment, installFix, signInFix, SignInCheck.NONE);
    }
  }

  /**
   * How to tell whether somebody is signed in to an agent: by what lies on this machine, never by
   * asking its provider, and never by reading a secret.
   *
   * @param variables environment variables that sign in by being set
   * @param home the directory of its files
   * @param files its credential files; that one is there and not empty is enough
   * @param statusCommand a cheap command that ends with 0 when somebody is signed in; may be empty
   * @param doubts settings that may sign in by other means
   * @param certain whether finding nothing means that nobody is signed in
   */
  record SignInCheck(
      List<String> variables,
      SettingsHome home,
      List<String> files,
      List<String> statusCommand,
      List<Doubt> doubts,
      boolean certain) {

    /** Nothing on this machine tells. */
    public static final SignInCheck NONE =
        new SignInCheck(
            List.of(), new SettingsHome(null, ""), List.of(), List.of(), List.of(), false);

    public SignInCheck {
      variables = List.copyOf(variables);
      files = List.copyOf(files);
      statusCommand = List.copyOf(statusCommand);
      doubts = List.copyOf(doubts);
    }
  }

  /**
   * Where an agent keeps its files.
   *
   * @param variable names another directory in its environment
   * @param directory the usual one, below the person's home
   */
  record SettingsHome(@Nullable String variable, String directory) {}

  /**
   * A file that makes the answer uncertain.
   *
   * @param words it does so when it names one of these settings, or by being there when empty
   */
  record Doubt(String file, List<String> words) {

    public Doubt {
      words = List.copyOf(words);
    }
  }
}
