package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTests {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/shop.git,github.com",
    "https://x-token@GitHub.com/acme/shop/,github.com",
    "git@github.com:acme/shop.git,github.com",
    "ssh://git@ssh.github.com:443/acme/shop.git,github.com",
    "ssh://git@ghe.acme.dev:2222/acme/shop,ghe.acme.dev",
    "https://ghe.acme.dev:8443/acme/shop,ghe.acme.dev:8443",
    "git@ghe.acme.dev:/acme/shop.git,ghe.acme.dev"
  })
  void readsTheAddressOfARemote(String address, String host) {
    assertThat(Origin.of(address)).contains(new Origin(host, "acme", "shop"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/git/shop.git",
        "file:///srv/git/shop.git",
        "https://github.com/acme",
        "https://github.com/acme/shop/more",
        "https://github.com/acme/..",
        "https://github.com/-acme/shop",
        "git@-oProxy.test:acme/shop",
        ""
      })
  void whatIsNoRepositoryOnAHostIsNothing(String address) {
    assertThat(Origin.of(address)).isEmpty();
  }

  @Test
  void knowsItsPullRequestsWhateverTheirCapitals() {
    var shop = new Origin("github.com", "acme", "shop");

    assertThat(shop.has(PullRequestUrl.parse("https://GitHub.com/Acme/Shop/pull/1"))).isTrue();
    assertThat(shop.has(PullRequestUrl.parse("https://github.com/acme/shops/pull/1"))).isFalse();
    assertThat(shop.has(PullRequestUrl.parse("https://ghe.acme.dev/acme/shop/pull/1"))).isFalse();
  }
}
