package dev.factoryfactory.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemotesTests {

  private static final String ORIGIN =
      """
      [remote "origin"]
        url = https://github.com/acme/shop.git
      """;
  private static final String FORK =
      """
      [remote "fork"]
        url = hub:mei/shop.git
      [url "git@github.com:"]
        insteadOf = hub:
      """;

  @Test
  void allGoesToTheOriginUnlessSomethingElseIsSet() throws Exception {
    var remotes = of(ORIGIN + FORK, "fix");

    assertThat(remotes.base()).isEqualTo("https://github.com/acme/shop.git");
    assertThat(remotes.pushName()).isEqualTo("origin");
    assertThat(remotes.push()).isEqualTo(remotes.base());
    assertThat(of("", "fix").base()).isNull();
  }

  @Test
  void aBranchGoesWhereItIsSetToBePushed() throws Exception {
    var all = ORIGIN + FORK + "[remote]\n pushDefault = fork\n";
    assertThat(of(all, "fix").push()).isEqualTo("git@github.com:mei/shop.git");
    assertThat(of(all, null).pushName()).isEqualTo("fork");

    var one = all + "[branch \"fix\"]\n pushRemote = origin\n";
    assertThat(of(one, "fix").pushName()).isEqualTo("origin");
    assertThat(of(one, "other").pushName()).isEqualTo("fork");
  }

  @Test
  void anOriginMayBePushedElsewhere() throws Exception {
    var remotes = of(ORIGIN + "  pushurl = git@github.com:mei/shop.git\n", "fix");

    assertThat(remotes.base()).contains("acme/shop");
    assertThat(remotes.push()).isEqualTo("git@github.com:mei/shop.git");
  }

  @Test
  void whatIsMergedIntoIsWhatGhWasToldToBe() throws Exception {
    var upstream =
        "[remote \"upstream\"]\n url = https://github.com/acme/parent.git\n gh-resolved = base\n";

    assertThat(of(ORIGIN + upstream, "fix").base()).contains("acme/parent");
    assertThat(of(ORIGIN + upstream, "fix").push()).contains("acme/shop");
  }

  @Test
  void anAddressOrAnOptionIsNoNameOfARemote() throws Exception {
    assertThat(of(ORIGIN + "[remote]\n pushDefault = https://evil.test/x.git\n", "fix").pushName())
        .isEqualTo("origin");
    assertThat(
            of(ORIGIN + "[remote \"--exec=x\"]\n url = y\n[remote]\n pushDefault = --exec=x\n", "a")
                .pushName())
        .isEqualTo("origin");
  }

  private static Remotes of(String text, @Nullable String branch) throws ConfigInvalidException {
    var config = new Config();
    config.fromText(text);
    return Remotes.of(config, branch);
  }
}
