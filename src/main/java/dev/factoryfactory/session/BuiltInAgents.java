package dev.factoryfactory.session;

import dev.factoryfactory.session.AgentSource.AgentDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The agents that need no configuration: found on the PATH, or named with what installs them. */
final class BuiltInAgents {

  private static final Map<String, String> NO_BROWSER = Map.of("BROWSER", "none");

  private BuiltInAgents() {}

  static List<AgentDefinition> all(Function<String, Optional<Path>> programs) {
    return List.of(claude(programs), codex(), gemini(), openCode());
  }

  private static AgentDefinition claude(Function<String, Optional<Path>> programs) {
    boolean onlyOld =
        programs.apply("claude-agent-acp").isEmpty()
            && programs.apply("claude-code-acp").isPresent();
    return new AgentDefinition(
        "claude",
        "Claude Code",
        List.of(onlyOld ? "claude-code-acp" : "claude-agent-acp"),
        NO_BROWSER,
        "npm install -g @agentclientprotocol/claude-agent-acp",
        "claude /login");
  }

  private static AgentDefinition codex() {
    return new AgentDefinition(
        "codex",
        "Codex",
        List.of("codex-acp"),
        NO_BROWSER,
        "npm install -g @agentclientprotocol/codex-acp",
        "codex login");
  }

  private static AgentDefinition gemini() {
    return new AgentDefinition(
        "gemini",
        "Gemini CLI",
        List.of("gemini", "--acp"),
        NO_BROWSER,
        "npm install -g @google/gemini-cli",
        "gemini");
  }

  private static AgentDefinition openCode() {
    return new AgentDefinition(
        "opencode",
        "opencode",
        List.of("opencode", "acp"),
        NO_BROWSER,
        "npm install -g opencode-ai",
        "opencode auth login");
  }
}
