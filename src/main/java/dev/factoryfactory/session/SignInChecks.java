package dev.factoryfactory.session;

import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.session.AgentSource.AgentDefinition;
import dev.factoryfactory.session.AgentSource.Doubt;
import dev.factoryfactory.session.AgentSource.SignInCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells whether somebody is signed in to an agent, from what lies on this machine. */
@Component
class SignInChecks {

  private static final Logger log = LoggerFactory.getLogger(SignInChecks.class);
  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final Duration STATUS_LIMIT = Duration.ofSeconds(5);
  private static final int MAX_SETTINGS = 256 * 1024;

  private final Processes processes;
  private final Clock clock;
  private final Supplier<Map<String, String>> inherited;
  private final Map<AgentDefinition, Known> known = new ConcurrentHashMap<>();

  @Autowired
  SignInChecks(Processes processes, Clock clock) {
    this(processes, clock, System::getenv);
  }

  SignInChecks(Processes processes, Clock clock, Supplier<Map<String, String>> inherited) {
    this.processes = processes;
    this.clock = clock;
    this.inherited = inherited;
  }

  private record Known(@Nullable Boolean signedIn, Instant at) {}

  /** Whether somebody is signed in; {@code null} when nothing tells. */
  @Nullable Boolean signedIn(AgentDefinition agent) {
    var now = clock.instant();
    var last = known.get(agent);
    if (last != null && now.isBefore(last.at().plus(KEPT))) {
      return last.signedIn();
    }
    var found = look(agent);
    known.keySet().removeIf(other -> other.name().equals(agent.name()));
    known.put(agent, new Known(found, now));
    return found;
  }

  private @Nullable Boolean look(AgentDefinition agent) {
    var environment = new HashMap<>(inherited.get());
    environment.putAll(agent.environment());
    var check = agent.check();
    var home = home(check, environment);
    if (check.variables().stream().anyMatch(name -> isSet(environment, name))
        || check.files().stream().anyMatch(file -> isKept(home.resolve(file)))
        || saysSo(agent)) {
      return true;
    }
    boolean doubtful = check.doubts().stream().anyMatch(doubt -> isDoubtful(home, doubt));
    return check.certain() && !doubtful ? false : null;
  }

  private static Path home(SignInCheck check, Map<String, String> environment) {
    var variable = check.home().variable();
    if (variable != null && isSet(environment, variable)) {
      return Path.of(environment.getOrDefault(variable, ""));
    }
    var person = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return Path.of(person).resolve(check.home().directory());
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  private static boolean isKept(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) > 2;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Only that it says yes counts: an older program may not know the command. */
  private boolean saysSo(AgentDefinition agent) {
    var command = agent.check().statusCommand();
    if (command.isEmpty() || Programs.find(command.getFirst()).isEmpty()) {
      return false;
    }
    var spec =
        ProcessSpec.of("sign-in check", Path.of("/"), command).withEnvironment(agent.environment());
    try {
      return processes.run(spec, STATUS_LIMIT, 4096).succeeded();
    } catch (IOException e) {
      log.debug("{} could not be asked whether somebody is signed in", agent.title(), e);
      return false;
    }
  }

  private static boolean isDoubtful(Path home, Doubt doubt) {
    var file = home.resolve(doubt.file());
    if (!Files.isRegularFile(file) || doubt.words().isEmpty()) {
      return Files.isRegularFile(file);
    }
    try (var in = Files.newInputStream(file)) {
      var settings = new String(in.readNBytes(MAX_SETTINGS), StandardCharsets.UTF_8);
      return doubt.words().stream().anyMatch(settings::contains);
    } catch (IOException unreadable) {
      return true;
    }
  }
}
