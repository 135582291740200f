package dev.factoryfactory.session.acp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentTextTests {

  @Test
  void leavesWhatIsFine() {
    assertThat(AgentText.bounded("a😀b", 4)).isEqualTo("a😀b");
  }

  @Test
  void dropsZerosAndHalves() {
    assertThat(AgentText.bounded("a\0b\ud83d", 10)).isEqualTo("ab\ufffd");
    assertThat(
            AcpJson.storable(AcpJson.MAPPER.readTree("{\"a\\u0000\":[\"\\ud83dx\"]}")).toString())
        .isEqualTo("{\"a\":[\"\ufffdx\"]}");
  }

  @Test
  void cutsBetweenCharactersAndSaysSo() {
    assertThat(AgentText.bounded("ab😀cd", 3)).isEqualTo("ab\n… [truncated, 6 characters in all]");
  }

  @Test
  void aValueThatIsTooLongBecomesText() {
    var value = AcpJson.MAPPER.readTree("{\"a\":\"%s\"}".formatted("x".repeat(100)));
    assertThat(AcpJson.bounded(value, 50).stringValue()).contains("[truncated, 108 characters");
    assertThat(AcpJson.bounded(value, 500)).isEqualTo(value);
  }
}
