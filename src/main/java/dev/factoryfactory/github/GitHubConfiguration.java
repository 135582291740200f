package dev.factoryfactory.github;

import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubHost;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wire to GitHub with the settings of this server. */
@Configuration(proxyBeanMethods = false)
class GitHubConfiguration {

  @Bean
  GitHubApi gitHubApi(GitHubProperties settings, GitHubTokens tokens, Clock clock) {
    return new GitHubApi(host -> host(settings, host), tokens, clock);
  }

  private static GitHubHost host(GitHubProperties settings, String name) {
    var set = settings.hosts().get(name);
    var url = set == null ? null : set.apiUrl();
    return url == null ? GitHubHost.of(name) : GitHubHost.at(name, url);
  }
}
