package dev.factoryfactory.terminal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of terminals.
 *
 * @param shell what runs in them; without it the user's own
 * @param maxPerWorkspace how many a workspace may have at once
 * @param onShutdown what a clean stop of the server does to them
 * @param closeGrace how long what runs in a closed terminal may take to end by itself
 * @param patience how long a window may show nothing while more output waits for it
 */
@Validated
@ConfigurationProperties("factory-factory.terminal")
record TerminalProperties(
    @Nullable Path shell,
    @DefaultValue("20") @Min(1) @Max(100) int maxPerWorkspace,
    @DefaultValue("leave") OnShutdown onShutdown,
    @DefaultValue("1s") Duration closeGrace,
    @DefaultValue("10s") Duration patience) {

  /** What happens to open terminals when the server stops. */
  enum OnShutdown {
    LEAVE,
    STOP
  }
}
