package dev.factoryfactory.github;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of what is read from GitHub.
 *
 * @param hosts what is not found by GitHub's own rules, by host name, such as {@code
 *     factory-factory.github.hosts.[ghe.acme.dev].token}
 * @param webhookSecret what deliveries are signed with; without it none are taken
 * @param active how often pull requests are read that somebody waits for
 * @param settled how often the other open ones are
 * @param closed how often those are that can hardly change
 * @param quiet how long a new head without any check is waited for
 * @param logPatience how long the log of a job that just ended is waited for
 * @param discovery how often open pull requests are matched with branches
 */
@Validated
@ConfigurationProperties("factory-factory.github")
record GitHubProperties(
    @DefaultValue Map<String, Host> hosts,
    @Nullable String webhookSecret,
    @DefaultValue("15s") Duration active,
    @DefaultValue("60s") Duration settled,
    @DefaultValue("1h") Duration closed,
    @DefaultValue("2m") Duration quiet,
    @DefaultValue("8s") Duration logPatience,
    @DefaultValue("2m") Duration discovery) {

  /**
   * A host.
   *
   * @param apiUrl where its REST interface is, when not where GitHub has it
   * @param token what to sign in with; never shown
   */
  record Host(@Nullable URI apiUrl, @Nullable String token) {

    @Override
    public String toString() {
      return "Host[apiUrl=%s]".formatted(apiUrl);
    }
  }

  @Override
  public String toString() {
    return "GitHubProperties[hosts=%s]".formatted(hosts);
  }
}
