package dev.factoryfactory.platform.web;

import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The user's default browser, where there is a screen to show it on. */
@Component
class Browser {

  private static final Logger log = LoggerFactory.getLogger(Browser.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MAX_OUTPUT = 4096;

  /** Lets the browser go on without us, with nothing that it could write to. */
  private static final String IN_BACKGROUND = "\"$@\" </dev/null >/dev/null 2>&1 &";

  private final Processes processes;
  private final Environment environment;
  private final WebProperties properties;

  Browser(Processes processes, Environment environment, WebProperties properties) {
    this.processes = processes;
    this.environment = environment;
    this.properties = properties;
  }

  void open(Supplier<String> link) {
    if (properties.openBrowser() == WebProperties.OpenBrowser.AUTO) {
      opener().ifPresent(program -> open(program, link.get()));
    }
  }

  private void open(String program, String link) {
    var command = List.of("sh", "-c", IN_BACKGROUND, "sh", program, link);
    try {
      processes.run(ProcessSpec.of("open the browser", Path.of("/"), command), LIMIT, MAX_OUTPUT);
    } catch (IOException e) {
      log.warn("Could not open the browser; use the printed link", e);
    }
  }

  private Optional<String> opener() {
    if (environment.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")) {
      return isSet("SSH_CONNECTION") ? Optional.empty() : Optional.of("open");
    }
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY")
        ? Optional.of("xdg-open")
        : Optional.empty();
  }

  private boolean isSet(String variable) {
    return !environment.getProperty(variable, "").isBlank();
  }
}
