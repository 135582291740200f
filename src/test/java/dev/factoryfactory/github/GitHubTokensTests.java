package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.platform.process.Processes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubTokensTests {

  @TempDir private Path ledger = Path.of("");

  @Test
  void theSettingsGoBeforeTheEnvironment() {
    var tokens =
        tokens(
            Map.of("github.com", new GitHubProperties.Host(null, "set")),
            Map.of("GITHUB_TOKEN", "env"));

    assertThat(tokens.of("github.com", false)).contains("set");
    assertThat(tokens.of("acme.ghe.com", false)).contains("env");
  }

  @Test
  void ghsOwnVariableGoesBeforeTheGeneralOne() {
    assertThat(
            tokens(Map.of(), Map.of("GH_TOKEN", "gh", "GITHUB_TOKEN", "other"))
                .of("github.com", false))
        .contains("gh");
  }

  @Test
  void anEnterpriseTokenIsForTheHostThatIsNamedWithIt() {
    var tokens = tokens(Map.of(), Map.of("GH_HOST", "git.acme.dev", "GH_ENTERPRISE_TOKEN", "acme"));

    assertThat(tokens.of("git.acme.dev", false)).contains("acme");
    assertThat(tokens.of("evil.invalid", false)).isEmpty();
  }

  @Test
  void noTokenIsEverShown() {
    assertThat(new GitHubProperties.Host(null, "hush").toString()).doesNotContain("hush");
    assertThat(settings(Map.of("a", new GitHubProperties.Host(null, "hush"))).toString())
        .doesNotContain("hush")
        .doesNotContain("deliveries");
  }

  private GitHubTokens tokens(
      Map<String, GitHubProperties.Host> hosts, Map<String, String> environment) {
    var clock = Clock.systemDefaultZone();
    return new GitHubTokens(settings(hosts), new Processes(ledger, clock), clock, environment);
  }

  private static GitHubProperties settings(Map<String, GitHubProperties.Host> hosts) {
    var any = Duration.ofSeconds(1);
    return new GitHubProperties(hosts, "deliveries", any, any, any, any, any, any);
  }
}
