package dev.factoryfactory.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of agent sessions.
 *
 * @param agents further agents by name; one with the name of a built-in replaces it
 * @param onShutdown what a clean stop of the server does to running agents
 * @param startLimit how long an agent may take from its start until it can be prompted
 * @param stopGrace how long a stopped agent may take to end by itself
 * @param answerLimit how long a change of mode or model may take
 * @param textPause how long streamed text is gathered at most before it is stored and shown
 * @param maxQueued how many messages may wait in one session
 * @param maxLineBytes longer lines of an agent are skipped
 */
@Validated
@ConfigurationProperties("factory-factory.session")
record SessionProperties(
    @DefaultValue Map<String, @Valid Agent> agents,
    @DefaultValue("leave") OnShutdown onShutdown,
    @DefaultValue("60s") Duration startLimit,
    @DefaultValue("3s") Duration stopGrace,
    @DefaultValue("5s") Duration answerLimit,
    @DefaultValue("80ms") Duration textPause,
    @DefaultValue("100") @Min(1) @Max(10_000) int maxQueued,
    @DefaultValue("16777216") @Min(65_536) @Max(268_435_456) int maxLineBytes) {

  SessionProperties {
    agents = Map.copyOf(agents);
  }

  /** What happens to running agents when the server stops. */
  enum OnShutdown {
    LEAVE,
    STOP
  }

  /**
   * An agent by configuration.
   *
   * @param command its program, a path or a name on the PATH
   * @param args its arguments
   * @param env variables on top of the inherited ones
   * @param title its name for people
   */
  record Agent(
      @NotBlank String command,
      @DefaultValue List<String> args,
      @DefaultValue Map<String, String> env,
      @Nullable String title) {

    Agent {
      args = List.copyOf(args);
      env = Map.copyOf(env);
    }
  }
}
