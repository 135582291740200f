package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import dev.factoryfactory.github.api.Tokens;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Which hosts are a GitHub: those that are by name, by the settings, or by having a token here. */
@Component
class Hosts {

  private final GitHubProperties settings;
  private final Tokens tokens;

  Hosts(GitHubProperties settings, Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  boolean isGitHub(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("github.com")
        || lower.endsWith(".ghe.com")
        || settings.hosts().containsKey(host)
        || tokens.of(host, false).isPresent();
  }

  /**
   * @throws GitHubFailure NOT_ALLOWED for a host that is no GitHub as far as is known here
   */
  void require(String host) throws GitHubFailure {
    if (!isGitHub(host)) {
      throw new GitHubFailure(
          Kind.NOT_ALLOWED,
          "The project's remote is on %s, which is no GitHub that this server is signed in to. If it is one, run gh auth login --hostname %s."
              .formatted(host, host));
    }
  }
}
