package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What GitHub sends by itself, where nothing else would be read for an hour. */
@ServerTest(
    properties = {
      "factory-factory.github.active=1h",
      "factory-factory.github.settled=1h",
      "factory-factory.github.webhook-secret=hush"
    })
class DeliveryIntegrationTests extends PullRequestFixture {

  DeliveryIntegrationTests(ServerClient server, @LocalServerPort int port) {
    super(server, port);
  }

  @Test
  void aDeliveryBringsRedToTheBoard() throws Exception {
    says("COMPLETED", "SUCCESS");
    link();
    awaitEntry("CHECKS_PASSED");
    says("COMPLETED", "FAILURE");
    assertThat(entry().path("ciObservation").asString()).isEqualTo("CHECKS_PASSED");
    var body =
        "{\"repository\":{\"html_url\":\"%s\"}}".formatted(url.replaceAll("/pull/\\d+$", ""));

    assertThat(deliver(body, "sha256=00")).isEqualTo(401);
    assertThat(deliver(body, signature(body))).isEqualTo(202);

    awaitEntry("CHECKS_FAILED");
  }
}
