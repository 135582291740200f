package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.AgentSource.AgentDefinition;
import dev.factoryfactory.session.AgentSource.SettingsHome;
import dev.factoryfactory.session.AgentSource.SignInCheck;
import dev.factoryfactory.session.AgentView.AgentProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
 * The agents known here: built in, added by other modules, configured; a later one replaces an
 * earlier, and a configured one changes of it what it names.
 */
@Component
class Agents {

  private final ObjectProvider<AgentSource> sources;
  private final SessionProperties properties;
  private final SignInChecks checks;
  private final ProviderPauses pauses;
  private final Function<String, Optional<Path>> programs;

  @Autowired
  Agents(
      ObjectProvider<AgentSource> sources,
      SessionProperties properties,
      SignInChecks checks,
      ProviderPauses pauses) {
    this(sources, properties, checks, pauses, Programs::find);
  }

  Agents(
      ObjectProvider<AgentSource> sources,
      SessionProperties properties,
      SignInChecks checks,
      ProviderPauses pauses,
      Function<String, Optional<Path>> programs) {
    this.sources = sources;
    this.properties = properties;
    this.checks = checks;
    this.pauses = pauses;
    this.programs = programs;
  }

  List<AgentView> all() {
    return known().values().stream().map(this::view).toList();
  }

  /** The agent, if it can be started now. */
  AgentDefinition require(String name) {
    var agent = known(name);
    var problem = problem(agent);
    if (problem != null) {
      var fix = problem.fix();
      throw new DomainException(
          problem.code(),
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

  /** The agent, whether or not it can be started. */
  AgentDefinition known(String name) {
    var agent = known().get(name);
    if (agent == null) {
      throw new DomainException(
          ErrorCode.UNKNOWN_AGENT, "There is no agent with this name.", Map.of("agent", name));
    }
    return agent;
  }

  private Map<String, AgentDefinition> known() {
    var known = new LinkedHashMap<String, AgentDefinition>();
    BuiltInAgents.all(programs).forEach(agent -> known.put(agent.name(), agent));
    sources
        .orderedStream()
        .flatMap(source -> source.agents().stream())
        .forEach(agent -> known.put(agent.name(), agent));
    properties
        .agents()
        .forEach((name, agent) -> known.put(name, configured(name, agent, known.get(name))));
    return known;
  }

  private static AgentDefinition configured(
      String name, SessionProperties.Agent wish, @Nullable AgentDefinition base) {
    var command = wish.command();
    var title = wish.title();
    // Another program has another way to be installed and to sign in.
    var kept = command == null ? base : null;
    var environment = new HashMap<>(kept == null ? Map.<String, String>of() : kept.environment());
    environment.putAll(wish.env());
    return new AgentDefinition(
        name,
        title != null ? title : base == null ? name : base.title(),
        command == null ? withArguments(kept, wish.args()) : line(command, wish.args()),
        environment,
        wish.installFix() != null || kept == null ? wish.installFix() : kept.installFix(),
        wish.signInFix() != null || kept == null ? wish.signInFix() : kept.signInFix(),
        kept == null || wish.tellsSignIn() ? check(wish) : kept.check());
  }

  private static List<String> withArguments(@Nullable AgentDefinition base, List<String> args) {
    if (base == null) {
      return List.of();
    }
    return args.isEmpty() ? base.command() : line(base.command().getFirst(), args);
  }

  private static List<String> line(String program, List<String> args) {
    var line = new ArrayList<String>();
    line.add(program);
    line.addAll(args);
    return line;
  }

  private static SignInCheck check(SessionProperties.Agent wish) {
    return new SignInCheck(
        wish.signInVariables(),
        new SettingsHome(null, ""),
        wish.signInFiles(),
        List.of(),
        List.of(),
        wish.tellsSignIn());
  }

  private AgentView view(AgentDefinition agent) {
    var problem = problem(agent);
    var signedIn =
        problem != null && problem.code() == ErrorCode.AGENT_UNAVAILABLE
            ? null
            : checks.signedIn(agent);
    return new AgentView(
        agent.name(),
        agent.title(),
        problem == null,
        signedIn,
        String.join(" ", agent.command()),
        problem,
        pauses.of(agent.name()).orElse(null));
  }

  private @Nullable AgentProblem problem(AgentDefinition agent) {
    if (agent.command().isEmpty()) {
      return new AgentProblem(
          ErrorCode.AGENT_UNAVAILABLE,
          "%s has no command: set factory-factory.session.agents.%s.command."
              .formatted(agent.title(), agent.name()),
          null);
    }
    var program = agent.command().getFirst();
    if (programs.apply(program).isEmpty()) {
      return new AgentProblem(
          ErrorCode.AGENT_UNAVAILABLE,
          "%s is not installed: %s was not found.".formatted(agent.title(), program),
          agent.installFix());
    }
    if (Boolean.FALSE.equals(checks.signedIn(agent))) {
      return new AgentProblem(
          ErrorCode.AGENT_SIGNED_OUT,
          "%s is not signed in.".formatted(agent.title()),
          agent.signInFix());
    }
    return null;
  }
}
