package dev.factoryfactory.session;

import dev.factoryfactory.session.AgentSource.AgentDefinition;
import dev.factoryfactory.session.AgentSource.Doubt;
import dev.factoryfactory.session.AgentSource.SettingsHome;
import dev.factoryfactory.session.AgentSource.SignInCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The agents that need no configuration: found on the PATH, or named with what installs them. */
final class BuiltInAgents {

  private static final Map<String, String> NO_BROWSER = Map.of("BROWSER", "none");

  /** It has no mode in which it asks: by itself it allows everything but other directories. */
  private static final Map<String, String> ASKING_OPENCODE =
      Map.of(
          "BROWSER",
          "none",
          "OPENCODE_CONFIG_CONTENT",
          """
          {"permission":{"edit":"ask","bash":"ask","webfetch":"ask","external_directory":"ask"}}""");

  private static final List<String> NO_COMMAND = List.of();

  private BuiltInAgents() {}

  static List<AgentDefinition> all(Function<String, Optional<Path>> programs) {
    return List.of(claude(programs), codex(), gemini(), openCode(), qwen());
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
        "claude /login",
        new SignInCheck(
            List.of(
                "ANTHROPIC_API_KEY",
                "ANTHROPIC_AUTH_TOKEN",
                "CLAUDE_CODE_OAUTH_TOKEN",
                "CLAUDE_CODE_USE_BEDROCK",
                "CLAUDE_CODE_USE_VERTEX",
                "CLAUDE_CODE_USE_FOUNDRY"),
            new SettingsHome("CLAUDE_CONFIG_DIR", ".claude"),
            List.of(".credentials.json"),
            NO_COMMAND,
            List.of(
                new Doubt("settings.json", List.of("apiKeyHelper", "\"env\"")),
                new Doubt("/etc/claude-code/managed-settings.json", List.of())),
            // On a Mac the credentials are in the keychain, which is not ours to open.
            !System.getProperty("os.name").startsWith("Mac")));
  }

  private static AgentDefinition codex() {
    return new AgentDefinition(
        "codex",
        "Codex",
        List.of("codex-acp"),
        NO_BROWSER,
        "npm install -g @agentclientprotocol/codex-acp",
        "codex login",
        new SignInCheck(
            List.of("OPENAI_API_KEY", "CODEX_API_KEY"),
            new SettingsHome("CODEX_HOME", ".codex"),
            List.of("auth.json"),
            List.of("codex", "login", "status"),
            List.of(
                new Doubt("config.toml", List.of("model_provider", "cli_auth_credentials_store"))),
            true));
  }

  private static AgentDefinition gemini() {
    return new AgentDefinition(
        "gemini",
        "Gemini CLI",
        List.of("gemini", "--acp"),
        NO_BROWSER,
        "npm install -g @google/gemini-cli",
        "gemini",
        new SignInCheck(
            List.of(
                "GEMINI_API_KEY",
                "GOOGLE_API_KEY",
                "GOOGLE_GENAI_USE_VERTEXAI",
                "GOOGLE_GENAI_USE_GCA"),
            new SettingsHome(null, ".gemini"),
            List.of("oauth_creds.json", "gemini-credentials.json"),
            NO_COMMAND,
            List.of(
                new Doubt("settings.json", List.of("selectedType", "selectedAuthType")),
                new Doubt(".env", List.of()),
                new Doubt("../.env", List.of())),
            true));
  }

  /** It works with models that need no account, so nothing found means nothing. */
  private static AgentDefinition openCode() {
    return new AgentDefinition(
        "opencode",
        "opencode",
        List.of("opencode", "acp"),
        ASKING_OPENCODE,
        "npm install -g opencode-ai",
        "opencode auth login",
        new SignInCheck(
            List.of("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENCODE_API_KEY"),
            new SettingsHome("XDG_DATA_HOME", ".local/share"),
            List.of("opencode/auth.json"),
            NO_COMMAND,
            List.of(),
            false));
  }

  private static AgentDefinition qwen() {
    return new AgentDefinition(
        "qwen",
        "Qwen Code",
        List.of("qwen", "--acp"),
        NO_BROWSER,
        "npm install -g @qwen-code/qwen-code",
        "qwen",
        new SignInCheck(
            List.of("OPENAI_API_KEY", "DASHSCOPE_API_KEY", "BAILIAN_CODING_PLAN_API_KEY"),
            new SettingsHome(null, ".qwen"),
            List.of("oauth_creds.json"),
            NO_COMMAND,
            List.of(
                new Doubt("settings.json", List.of("selectedType", "\"env\"")),
                new Doubt(".env", List.of()),
                new Doubt("../.env", List.of())),
            true));
  }
}
