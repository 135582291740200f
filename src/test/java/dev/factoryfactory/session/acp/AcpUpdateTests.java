package dev.factoryfactory.session.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.acp.AcpUpdate.Speaker;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lines as agents sent them, shortened. */
class AcpUpdateTests {

  @Test
  void readsTextWithAndWithoutAnId() {
    assertThat(
            update(
                """
                {"sessionUpdate":"agent_thought_chunk","messageId":"m1",
                 "content":{"type":"text","text":"Let me see"}}"""))
        .isEqualTo(new AcpUpdate.Text(Speaker.THOUGHT, "m1", "Let me see"));
    assertThat(
            update(
                """
                {"sessionUpdate":"agent_message_chunk",
                 "content":{"type":"resource_link","uri":"file:///a.txt","name":"a.txt"}}"""))
        .isEqualTo(new AcpUpdate.Text(Speaker.AGENT, null, "[a.txt](file:///a.txt)"));
  }

  @Test
  void readsAToolCallWithADiff() {
    var tool =
        tool(
            """
            {"sessionUpdate":"tool_call","toolCallId":"t1","title":"Write hello.txt",
             "kind":"edit","status":"pending","rawInput":{"file_path":"/w/hello.txt"},
             "content":[{"type":"diff","path":"/w/hello.txt","oldText":null,"newText":"hi"}],
             "locations":[{"path":"/w/hello.txt","line":[3]}],"_meta":{"claudeCode":{}}}""");

    assertThat(tool.ends()).isFalse();
    assertThat(tool.paths()).containsExactly("/w/hello.txt");
    assertThat(tool.fields().path("content").path(0).path("newText").stringValue()).isEqualTo("hi");
    assertThat(tool.fields().path("locations").path(0).path("line").intValue()).isEqualTo(3);
  }

  @Test
  void anUpdateHasOnlyWhatWasSent() {
    var tool = tool("{\"sessionUpdate\":\"tool_call_update\",\"toolCallId\":\"t1\"}");
    assertThat(tool.fields().isEmpty()).isTrue();
  }

  @Test
  void readsTheOutputOfATerminalThatWeDidNotOffer() {
    var tool =
        tool(
            """
            {"sessionUpdate":"tool_call_update","toolCallId":"t1","status":"completed",
             "content":[{"type":"terminal","terminalId":"x"}],
             "_meta":{"terminal_output_delta":{"data":"ok\\n"},"terminal_exit":{"exit_code":0}}}""");
    assertThat(tool.terminal()).isEqualTo(new ToolChange.Terminal("ok\n", 0));
  }

  @Test
  void readsUsageWithAndWithoutCost() {
    assertThat(
            update(
                """
                {"sessionUpdate":"usage_update","used":5,"size":200000,
                 "cost":{"amount":0.5,"currency":"USD"}}"""))
        .isInstanceOfSatisfying(
            AcpUpdate.Usage.class,
            usage -> {
              assertThat(usage.usage().path("costAmount").doubleValue()).isEqualTo(0.5);
              assertThat(usage.usage().path("used").longValue()).isEqualTo(5);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sessionUpdate\":\"from_the_future\"}",
        "{\"sessionUpdate\":7}",
        "{\"sessionUpdate\":\"tool_call\"}",
        "{\"sessionUpdate\":\"current_mode_update\"}",
        "{\"sessionUpdate\":\"agent_message_chunk\",\"content\":[]}",
        "{}",
        "[]",
        "null"
      })
  void whatItDoesNotKnowIsUnknownAndNotFatal(String json) {
    assertThat(update(json)).isEqualTo(new AcpUpdate.Unknown());
  }

  @Test
  void configOptionsGoBeforeOldModesAndModels() {
    var features =
        AcpFeatures.read(
            tree(
                """
                {"configOptions":[{"type":"select","id":"m","category":"model","currentValue":"b",
                   "options":[{"group":"g","name":"G","options":[{"value":"b","name":"B"}]}]}],
                 "modes":{"currentModeId":"ask","availableModes":[{"id":"ask","name":"Ask"}]},
                 "models":{"currentModelId":"old","availableModels":[{"modelId":"old"}]}}"""));

    var model = Objects.requireNonNull(features.model());
    assertThat(model.option()).isEqualTo("m");
    assertThat(model.current()).isEqualTo("b");
    assertThat(model.choices()).extracting(AcpFeatures.Choice::id).containsExactly("b");
    assertThat(features.mode())
        .isEqualTo(
            new AcpFeatures.Picker(
                null, "ask", List.of(new AcpFeatures.Choice("ask", "Ask", null))));
  }

  private static ToolChange tool(String json) {
    assertThat(update(json)).isInstanceOf(AcpUpdate.Tool.class);
    return ((AcpUpdate.Tool) update(json)).change();
  }

  private static AcpUpdate update(String json) {
    var params = AcpJson.object();
    params.set("update", tree(json));
    return AcpUpdate.read(params);
  }

  private static JsonNode tree(String json) {
    return AcpJson.MAPPER.readTree(json);
  }
}
