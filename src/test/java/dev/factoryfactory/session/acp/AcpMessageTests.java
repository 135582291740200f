package dev.factoryfactory.session.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.acp.AcpMessage.Answer;
import dev.factoryfactory.session.acp.AcpMessage.Blank;
import dev.factoryfactory.session.acp.AcpMessage.Notification;
import dev.factoryfactory.session.acp.AcpMessage.Request;
import dev.factoryfactory.session.acp.AcpMessage.Unknown;
import dev.factoryfactory.session.acp.AcpMessage.Unreadable;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcpMessageTests {

  private static final String UPDATE =
      """
      {"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"s","update":\
      {"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"Hi"}}}}""";

  @Test
  void tellsTheKindsOfMessages() {
    assertThat(AcpMessage.parse(UPDATE)).isInstanceOf(Notification.class);
    assertThat(AcpMessage.parse("{\"id\":\"x\",\"method\":\"fs/read_text_file\"}"))
        .isInstanceOf(Request.class);
    assertThat(AcpMessage.parse("{\"id\":7,\"result\":{\"stopReason\":\"end_turn\"}}"))
        .isInstanceOfSatisfying(Answer.class, answer -> assertThat(answer.id()).isEqualTo(7));
    assertThat(AcpMessage.parse("{\"id\":null,\"error\":{\"code\":-32700}}"))
        .isInstanceOf(Unknown.class);
    assertThat(AcpMessage.parse("  ")).isInstanceOf(Blank.class);
    assertThat(AcpMessage.parse("npm warn deprecated")).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-32000", "401"})
  void knowsSignedOutErrors(String code) {
    var line = "{\"id\":1,\"error\":{\"code\":%s,\"message\":\"no\"}}".formatted(code);
    assertThat(AcpMessage.parse(line))
        .isInstanceOfSatisfying(
            Answer.class, answer -> assertThat(answer.error()).matches(AcpError::signedOut));
  }

  @Test
  void damagedLinesNeverThrow() {
    var random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      var line = new StringBuilder(UPDATE);
      for (int change = 0; change < 1 + random.nextInt(4); change++) {
        line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(0x250));
      }
      line.setLength(random.nextInt(line.length() + 1));
      if (AcpMessage.parse(line.toString()) instanceof Notification notification) {
        assertThat(AcpUpdate.read(notification.params())).isNotNull();
      }
    }
  }
}
