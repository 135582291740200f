package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhooksTests {

  private static final String SECRET = "It's a Secret to Everybody";
  private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  /** The example in GitHub's documentation. */
  @Test
  void knowsGitHubsOwnSignature() {
    assertThat(Webhooks.isSigned(SIGNATURE, BODY, SECRET)).isTrue();
  }

  @Test
  void refusesEveryOther() {
    assertThat(Webhooks.isSigned(SIGNATURE, BODY, "other")).isFalse();
    assertThat(Webhooks.isSigned(SIGNATURE, new byte[0], SECRET)).isFalse();
    assertThat(Webhooks.isSigned(SIGNATURE.substring(7), BODY, SECRET)).isFalse();
    assertThat(Webhooks.isSigned("sha256=", BODY, SECRET)).isFalse();
  }
}
