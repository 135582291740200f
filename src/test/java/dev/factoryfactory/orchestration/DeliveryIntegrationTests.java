package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.demo.github.LocalPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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

  @Test
  void aPushThatBreaksTheChecksTurnsTheBoardRedWithoutPolling() throws Exception {
    repository.script(
        (LocalPlan.Script)
            (head, _) ->
                List.of(
                    LocalPlan.of(
                        "build",
                        head.has("broken.txt") ? "FAILURE" : "SUCCESS",
                        Duration.ofMillis(300),
                        "log")));
    GITHUB.deliver(webhooks(), "hush", "git.acme.test");
    link();
    awaitEntry("CHECKS_PASSED");

    deeds().commit("fix-login", "broken.txt", "oh");

    awaitEntry("CHECKS_FAILED");
    assertThat(facts().path("headSha").asString()).isEqualTo(repository.head("fix-login"));
  }

  @AfterEach
  void stopDelivering() {
    GITHUB.stopDelivering();
  }
}
