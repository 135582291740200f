package dev.factoryfactory.github.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubHostTests {

  @ParameterizedTest
  @CsvSource({
    "github.com,https://api.github.com/,https://api.github.com/graphql",
    "acme.ghe.com,https://api.acme.ghe.com/,https://api.acme.ghe.com/graphql",
    "git.acme.dev,https://git.acme.dev/api/v3/,https://git.acme.dev/api/graphql"
  })
  void answersWhereGitHubHasIt(String name, URI rest, URI graphQl) {
    assertThat(GitHubHost.of(name)).isEqualTo(new GitHubHost(name, rest, graphQl));
  }

  @Test
  void orWhereTheSettingsSay() {
    var host = GitHubHost.at("git.acme.dev", URI.create("http://127.0.0.1:9/api/v3"));

    assertThat(host.graphQl()).isEqualTo(URI.create("http://127.0.0.1:9/api/graphql"));
  }
}
