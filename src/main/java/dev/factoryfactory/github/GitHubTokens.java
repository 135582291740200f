package dev.factoryfactory.github;

import dev.factoryfactory.github.api.Tokens;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tokens by host: from the settings, the environment, or the {@code gh} that the user signed in
 * with. A host that none of them knows gets none, and is never asked: the name may come from an
 * address that an agent wrote.
 */
@Component
class GitHubTokens implements Tokens {

  private static final Logger log = LoggerFactory.getLogger(GitHubTokens.class);
  private static final Duration ASKING = Duration.ofSeconds(5);
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MAX_TOKEN = 4096;

  private record Known(Optional<String> token, Instant at) {}

  private final GitHubProperties settings;
  private final Processes processes;
  private final Clock clock;
  private final Map<String, String> environment;
  private final Map<String, Known> asked = new ConcurrentHashMap<>();

  @Autowired
  GitHubTokens(GitHubProperties settings, Processes processes, Clock clock) {
    this(settings, processes, clock, System.getenv());
  }

  GitHubTokens(
      GitHubProperties settings,
      Processes processes,
      Clock clock,
      Map<String, String> environment) {
    this.settings = settings;
    this.processes = processes;
    this.clock = clock;
    this.environment = environment;
  }

  @Override
  public Optional<String> of(String host, boolean anew) {
    var set = settings.hosts().get(host);
    return Optional.ofNullable(set)
        .map(GitHubProperties.Host::token)
        .filter(token -> !token.isBlank())
        .or(() -> fromEnvironment(host))
        .or(() -> fromGh(host, anew));
  }

  private Optional<String> fromEnvironment(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    if (lower.equals("github.com") || lower.endsWith(".ghe.com")) {
      return variable("GH_TOKEN", "GITHUB_TOKEN");
    }
    return host.equalsIgnoreCase(environment.get("GH_HOST"))
        ? variable("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")
        : Optional.empty();
  }

  private Optional<String> variable(String... names) {
    return Stream.of(names)
        .map(environment::get)
        .flatMap(Stream::ofNullable)
        .filter(token -> !token.isBlank())
        .findFirst();
  }

  /** Asks at most every five minutes, and once more when a token was refused. */
  private Optional<String> fromGh(String host, boolean anew) {
    var known = asked.get(host);
    var now = clock.instant();
    boolean fresh = known != null && known.at().plus(REMEMBERED).isAfter(now);
    if (known != null && fresh && !anew) {
      return known.token();
    }
    var token = askGh(host);
    asked.put(host, new Known(token, now));
    return token;
  }

  private Optional<String> askGh(String host) {
    var spec =
        ProcessSpec.of(
            "gh auth token", Path.of("/"), List.of("gh", "auth", "token", "--hostname", host));
    try {
      var answer = processes.run(spec, ASKING, MAX_TOKEN);
      var token = answer.text().strip();
      return answer.succeeded() && !token.isEmpty() ? Optional.of(token) : Optional.empty();
    } catch (IOException absent) {
      log.debug("There is no gh to ask for a token", absent);
      return Optional.empty();
    }
  }
}
