package dev.factoryfactory.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
class SettingsIntegrationTests {

  private final ServerClient server;
  private final Settings settings;

  SettingsIntegrationTests(ServerClient server, Settings settings) {
    this.server = server;
    this.settings = settings;
  }

  @AfterEach
  void forget() {
    server.patch("/api/settings", "{\"defaultAgent\":null,\"branchPrefix\":\"ff/\"}");
  }

  @Test
  void onlyTheBranchesFolderIsChosenAtFirst() {
    assertThat(server.get("/api/settings").body())
        .isEqualTo("{\"defaultAgent\":null,\"defaultPermissions\":null,\"branchPrefix\":\"ff/\"}");
    assertThat(settings.defaultAgent()).isEmpty();
  }

  @Test
  void changesOnlyWhatIsNamedAndNullClears() {
    server.patch("/api/settings", "{\"defaultAgent\":\"claude\",\"branchPrefix\":\"alice/\"}");
    var answer = server.patch("/api/settings", "{\"defaultAgent\":null}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"defaultAgent\":null,\"defaultPermissions\":null,\"branchPrefix\":\"alice/\"}");
    assertThat(settings.branchPrefix()).contains("alice/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"branchPrefix\":\"../x\"}",
        "{\"branchPrefix\":\"a..b\"}",
        "{\"branchPrefix\":\"a b\"}",
        "{\"branchPrefix\":\"\"}",
        "{\"branchPrefix\":\"-x\"}",
        "{\"branchPrefix\":\"x.lock/\"}",
        "{\"defaultAgent\":\"rm -rf\"}",
        "{\"unheardOf\":\"x\"}",
        "{\"defaultAgent\":\"claude\",\"branchPrefix\":\"a//b\"}"
      })
  void refusesWhatMakesNoSenseAndChangesNothing(String body) {
    var answer = server.patch("/api/settings", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asString()).isEqualTo("INVALID_INPUT");
    assertThat(settings.defaultAgent()).isEmpty();
    assertThat(settings.branchPrefix()).contains("ff/");
  }
}
