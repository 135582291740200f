package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.AgentSource.AgentDefinition;
import dev.factoryfactory.session.AgentView.AgentProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The agents known here: built in, added by other modules, configured; later ones replace earlier.
 */
@Component
class Agents {

  private final ObjectProvider<AgentSource> sources;
  private final SessionProperties properties;
  private final Function<String, Optional<Path>> programs;

  @Autowired
  Agents(ObjectProvider<AgentSource> sources, SessionProperties properties) {
    this(sources, properties, Agents::findOnPath);
  }

  Agents(
      ObjectProvider<AgentSource> sources,
      SessionProperties properties,
      Function<String, Optional<Path>> programs) {
    this.sources = sources;
    this.properties = properties;
    this.programs = programs;
  }

  List<AgentView> all() {
    return known().values().stream().map(this::view).toList();
  }

  /** The agent, if it can be started now. */
  AgentDefinition require(String name) {
    var agent = known().get(name);
    if (agent == null) {
      throw new DomainException(
          ErrorCode.UNKNOWN_AGENT, "There is no agent with this name.", Map.of("agent", name));
    }
    var problem = view(agent).problem();
    if (problem != null) {
      var fix = problem.fix();
      throw new DomainException(
          ErrorCode.AGENT_UNAVAILABLE,
          problem.message(),
          fix == null ? Map.of("agent", name) : Map.of("agent", name, "fix", fix));
    }
    return agent;
  }

  /** The first agent that can be started, else the first of all. */
  String anyAvailable() {
    var all = all();
    return all.stream().filter(AgentView::available).findFirst().orElse(all.getFirst()).name();
  }

  @Nullable String signInFix(String name) {
    var agent = known().get(name);
    return agent == null ? null : agent.signInFix();
  }

  private Map<String, AgentDefinition> known() {
    var known = new LinkedHashMap<String, AgentDefinition>();
    BuiltInAgents.all(programs).forEach(agent -> known.put(agent.name(), agent));
    sources
        .orderedStream()
        .flatMap(source -> source.agents().stream())
        .forEach(agent -> known.put(agent.name(), agent));
    properties.agents().forEach((name, agent) -> known.put(name, configured(name, agent)));
    return known;
  }

  private static AgentDefinition configured(String name, SessionProperties.Agent agent) {
    var command = new ArrayList<String>();
    command.add(agent.command());
    command.addAll(agent.args());
    var title = agent.title();
    return new AgentDefinition(
        name, title == null ? name : title, command, agent.env(), null, null);
  }

  private AgentView view(AgentDefinition agent) {
    var program = agent.command().getFirst();
    var line = String.join(" ", agent.command());
    if (programs.apply(program).isPresent()) {
      return new AgentView(agent.name(), agent.title(), true, line, null);
    }
    var message = "%s is not installed: %s was not found.".formatted(agent.title(), program);
    return new AgentView(
        agent.name(), agent.title(), false, line, new AgentProblem(message, agent.installFix()));
  }

  private static Optional<Path> findOnPath(String program) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Agents::isProgram);
    }
    var path = System.getenv("PATH");
    return Arrays.stream(path == null ? new String[0] : path.split(":"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Agents::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
