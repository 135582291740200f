package dev.factoryfactory.session.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.acp.AcpPermission.Kind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Requests as agents sent them, shortened. */
class AcpPermissionTests {

  private static final String OPTIONS =
      ",\"options\":[{\"optionId\":\"y\",\"name\":\"Yes\",\"kind\":\"allow_once\"}]}";

  @Test
  void readsACommandAndWhy() {
    var asked =
        read(
            """
            {"toolCall":{"toolCallId":"t","title":"`ls`","kind":"execute",
             "rawInput":{"command":"ls -la","description":"List files"}}""");

    assertThat(asked.kind()).isEqualTo(Kind.PERMISSION);
    assertThat(asked.command()).isEqualTo("ls -la");
    assertThat(asked.reason()).isEqualTo("List files");
    assertThat(asked.options()).containsExactly(new AcpPermission.Option("y", "Yes", "allow_once"));
  }

  @Test
  void joinsACommandOfWords() {
    var asked =
        read(
            "{\"toolCall\":{\"toolCallId\":\"t\",\"rawInput\":{\"command\":[\"bash\",\"-lc\",\"x\"]}}");
    assertThat(asked.command()).isEqualTo("bash -lc x");
    assertThat(asked.title()).isNull();
  }

  @Test
  void findsTheFileInWhateverFieldItIs() {
    assertThat(
            read("{\"toolCall\":{\"toolCallId\":\"t\",\"rawInput\":{\"filePath\":\"/a\"}}").paths())
        .containsExactly("/a");
    assertThat(
            read("{\"toolCall\":{\"toolCallId\":\"t\",\"locations\":[{\"path\":\"/b\"}]}").paths())
        .containsExactly("/b");
  }

  @Test
  void tellsPlansAndQuestionsFromPermissions() {
    assertThat(
            read("{\"toolCall\":{\"toolCallId\":\"t\",\"kind\":\"switch_mode\",\"rawInput\":{\"plan\":\"1.\"}}")
                .kind())
        .isEqualTo(Kind.PLAN_APPROVAL);
    assertThat(
            read("{\"toolCall\":{\"toolCallId\":\"t\",\"_meta\":{\"claudeCode\":{\"toolName\":\"ExitPlanMode\"}}}")
                .kind())
        .isEqualTo(Kind.PLAN_APPROVAL);
    assertThat(read("{\"toolCall\":{\"toolCallId\":\"t\",\"title\":\"AskUserQuestion\"}").kind())
        .isEqualTo(Kind.QUESTION);
  }

  @Test
  void withoutCallOrOptionsThereIsNothingToAsk() {
    assertThat(AcpPermission.read(AcpJson.MAPPER.readTree("{\"options\":[]}"))).isNull();
    assertThat(AcpPermission.read(AcpJson.MAPPER.readTree("{\"toolCall\":{\"toolCallId\":\"t\"}}")))
        .isNull();
  }

  private static AcpPermission read(String start) {
    return Objects.requireNonNull(AcpPermission.read(AcpJson.MAPPER.readTree(start + OPTIONS)));
  }
}
