package dev.factoryfactory.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of agent sessions.
 *
 * @param agents further agents by name; one with the name of a built-in changes what it names of it
 * @param limits how long things may take, where an agent's own settings say nothing else
 * @param capacity how many agents may run at once, and how large they may grow
 * @param onShutdown what a clean stop of the server does to running agents
 * @param stopGrace how long a stopped agent may take to end by itself
 * @param answerLimit how long a change of mode or model may take
 * @param limitPause how long an account rests after a usage limit that tells no time
 * @param textPause how long streamed text is gathered at most before it is stored and shown
 * @param maxQueued how many messages may wait in one session
 * @param maxLineBytes longer lines of an agent are skipped
 */
@Validated
@ConfigurationProperties("factory-factory.session")
record SessionProperties(
    @DefaultValue Map<String, @Valid Agent> agents,
    @DefaultValue @Valid Limits limits,
    @DefaultValue @Valid Capacity capacity,
    @DefaultValue("leave") OnShutdown onShutdown,
    @DefaultValue("3s") Duration stopGrace,
    @DefaultValue("5s") Duration answerLimit,
    @DefaultValue("15m") Duration limitPause,
    @DefaultValue("80ms") Duration textPause,
    @DefaultValue("100") @Min(1) @Max(10_000) int maxQueued,
    @DefaultValue("16777216") @Min(65_536) @Max(268_435_456) int maxLineBytes) {

  SessionProperties {
    agents = Map.copyOf(agents);
  }

  /** The limits for an agent: its own where it has any, else those of all. */
  Limits limitsOf(String agent) {
    var own = agents.get(agent);
    return own == null || own.limits() == null ? limits : own.limits().or(limits);
  }

  /** The provider account that an agent uses up, by a name of the person's choice. */
  String accountOf(String agent) {
    var own = agents.get(agent);
    return own == null || own.account() == null ? agent : own.account();
  }

  /** What happens to running agents when the server stops. */
  enum OnShutdown {
    LEAVE,
    STOP
  }

  /**
   * How long things may take. Time in which a person is asked does not count.
   *
   * @param start from the agent's start until it can be prompted
   * @param toolCall one tool call; the turn is cancelled then
   * @param turn one turn; it is cancelled then
   * @param silence without a word of a working agent; a person is told then
   * @param cancel from asking the agent to end its turn until its process is ended
   */
  record Limits(
      @DefaultValue("60s") Duration start,
      @DefaultValue("1h") Duration toolCall,
      @DefaultValue("4h") Duration turn,
      @DefaultValue("10m") Duration silence,
      @DefaultValue("10s") Duration cancel) {}

  /** The limits of one agent; what is {@code null} is as for all. */
  record OwnLimits(
      @Nullable Duration start,
      @Nullable Duration toolCall,
      @Nullable Duration turn,
      @Nullable Duration silence,
      @Nullable Duration cancel) {

    private Limits or(Limits all) {
      return new Limits(
          start == null ? all.start() : start,
          toolCall == null ? all.toolCall() : toolCall,
          turn == null ? all.turn() : turn,
          silence == null ? all.silence() : silence,
          cancel == null ? all.cancel() : cancel);
    }
  }

  /**
   * What agents may take of this machine. Above it new ones wait in line.
   *
   * @param maxRunning how many may run
   * @param memory what all of them may hold together; {@code null} for four fifths of the machine
   * @param memoryPerSession what one may hold; it is stopped above it. {@code null} for no limit
   */
  record Capacity(
      @DefaultValue("50") @Min(1) @Max(1000) int maxRunning,
      @Nullable DataSize memory,
      @Nullable DataSize memoryPerSession) {}

  /**
   * An agent by configuration.
   *
   * @param command its program, a path or a name on the PATH; may be left out for a built-in one
   * @param args its arguments
   * @param env variables on top of the inherited ones
   * @param title its name for people
   * @param installFix the command that installs it
   * @param signInFix the command that signs in to it
   * @param signInVariables environment variables of which one means that somebody is signed in
   * @param signInFiles files of which one means it, absolute or relative to the person's home
   * @param account agents with the same one share a usage limit; its own name when left out
   * @param limits how long things may take with it
   */
  record Agent(
      @Nullable String command,
      @DefaultValue List<String> args,
      @DefaultValue Map<String, String> env,
      @Nullable String title,
      @Nullable String installFix,
      @Nullable String signInFix,
      @DefaultValue List<String> signInVariables,
      @DefaultValue List<String> signInFiles,
      @Nullable String account,
      @Nullable OwnLimits limits) {

    Agent {
      args = List.copyOf(args);
      env = Map.copyOf(env);
      signInVariables = List.copyOf(signInVariables);
      signInFiles = List.copyOf(signInFiles);
    }

    /** Whether it says what means that somebody is signed in. */
    boolean tellsSignIn() {
      return !signInVariables.isEmpty() || !signInFiles.isEmpty();
    }
  }
}
