package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.session.AgentSource.AgentDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;

class SignInChecksTests {

  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private SignInChecks checks = checks();

  @BeforeEach
  void start() {
    environment.put("HOME", home.toString());
    checks = checks();
  }

  private SignInChecks checks() {
    InstantSource ticks = now::get;
    var clock = ticks.withZone(ZoneOffset.UTC);
    return new SignInChecks(
        new Processes(Path.of("target", "no-ledger"), clock), clock, () -> environment);
  }

  @Test
  void credentialFilesAndVariablesTell() throws IOException {
    assertThat(signedIn("claude")).isFalse();
    assertThat(signedIn("gemini")).isFalse();
    assertThat(signedIn("qwen")).isFalse();
    assertThat(signedIn("opencode")).isNull();

    write(".claude/.credentials.json", "{\"secret\": 1}");
    environment.put("GEMINI_API_KEY", "k");
    write(".qwen/oauth_creds.json", "{\"secret\": 1}");
    write(".local/share/opencode/auth.json", "{\"secret\": 1}");

    assertThat(signedIn("claude")).as("kept for a moment").isFalse();
    now.set(now.get().plus(Duration.ofSeconds(6)));
    for (var agent : List.of("claude", "gemini", "qwen", "opencode")) {
      assertThat(signedIn(agent)).as(agent).isTrue();
    }
  }

  @Test
  void settingsThatMaySignInMakeItUncertain() throws IOException {
    write(".claude/settings.json", "{\"apiKeyHelper\": \"get-key\"}");
    write(".codex/config.toml", "model_provider = \"mine\"");
    write(".qwen/.env", "");

    assertThat(signedIn("claude")).isNull();
    assertThat(signedIn("codex")).isNull();
    assertThat(signedIn("qwen")).isNull();
  }

  @Test
  void settingsThatSayNothingOfItDoNot() throws IOException {
    write(".claude/settings.json", "{\"theme\": \"dark\"}");
    write(".claude/.credentials.json", "");

    assertThat(signedIn("claude")).isFalse();
  }

  @Test
  void anotherHomeByVariableIsTheOneThatCounts() throws IOException {
    write(".codex/auth.json", "{\"secret\": 1}");
    assertThat(signedIn("codex")).isTrue();

    environment.put("CODEX_HOME", home.resolve("elsewhere").toString());
    now.set(now.get().plus(Duration.ofSeconds(6)));
    assertThat(signedIn("codex")).isFalse();
  }

  @Test
  void aStatusCommandCountsWhenItSaysYes() {
    assertThat(checks.signedIn(asking("true"))).isTrue();
    assertThat(checks.signedIn(asking("false"))).isFalse();
    assertThat(checks.signedIn(asking("no-such-program"))).isFalse();
  }

  @Test
  void aSignedOutAgentIsNamedWithWhatSignsIn() {
    var agents = agents(Map.of());

    var claude = view(agents, "claude");
    assertThat(claude.available()).isFalse();
    assertThat(claude.signedIn()).isFalse();
    assertThat(claude.problem())
        .isEqualTo(
            new AgentView.AgentProblem(
                ErrorCode.AGENT_SIGNED_OUT, "Claude Code is not signed in.", "claude /login"));
    assertThat(view(agents, "opencode").available()).isTrue();
  }

  @Test
  void configurationChangesOfABuiltInOnlyWhatItNames() {
    var prefix = "factory-factory.session.agents.";
    var agents =
        agents(
            Map.of(
                prefix + "claude.env.ANTHROPIC_API_KEY", "k",
                prefix + "claude.limits.turn", "1h",
                prefix + "mine.command", "mine",
                prefix + "mine.sign-in-files[0]", "mine.json",
                prefix + "mine.sign-in-fix", "mine login",
                prefix + "lost.title", "Lost"));

    assertThat(view(agents, "claude").signedIn()).isTrue();
    assertThat(view(agents, "claude").command()).isEqualTo("claude-agent-acp");
    assertThat(view(agents, "mine").problem())
        .extracting(AgentView.AgentProblem::fix)
        .isEqualTo("mine login");
    assertThat(view(agents, "lost").problem())
        .extracting(AgentView.AgentProblem::message)
        .isEqualTo("Lost has no command: set factory-factory.session.agents.lost.command.");
  }

  private Agents agents(Map<String, String> settings) {
    var properties =
        new Binder(new MapConfigurationPropertySource(settings))
            .bindOrCreate("factory-factory.session", SessionProperties.class);
    return new Agents(
        new StaticListableBeanFactory().getBeanProvider(AgentSource.class),
        properties,
        checks,
        new ProviderPauses(
            new ProviderPauseRepository(new JdbcTemplate()), properties, Clock.systemUTC()),
        program -> Optional.of(Path.of("/bin", program)));
  }

  private static AgentView view(Agents agents, String name) {
    return agents.all().stream()
        .filter(agent -> agent.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static AgentDefinition asking(String program) {
    var check =
        new AgentSource.SignInCheck(
            List.of(),
            new AgentSource.SettingsHome(null, ""),
            List.of(),
            List.of(program),
            List.of(),
            true);
    return new AgentDefinition(program, program, List.of(program), Map.of(), null, null, check);
  }

  private @Nullable Boolean signedIn(String name) {
    var agent =
        BuiltInAgents.all(_ -> Optional.empty()).stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow();
    return checks.signedIn(agent);
  }

  private void write(String file, String content) throws IOException {
    var path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
