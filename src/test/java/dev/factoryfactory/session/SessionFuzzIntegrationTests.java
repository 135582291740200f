package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.session.SessionTestSupport.RecordedFacts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that prints anything at all: nothing breaks, and nothing of the rest is lost. */
@SessionModuleTest
class SessionFuzzIntegrationTests extends SessionDriving {

  private static final int LINES = 2_000;
  private static final int MEBIBYTE = 1024 * 1024;

  /** One of each kind that agents send; {@code %} stands for the session's id. */
  private static final List<String> KINDS =
      List.of(
          update(
              "{'sessionUpdate':'agent_message_chunk','content':{'type':'text','text':'hello'}}"),
          update(
              "{'sessionUpdate':'agent_thought_chunk','content':{'type':'text','text':'hm'},'messageId':'m'}"),
          update(
              "{'sessionUpdate':'tool_call','toolCallId':'t','title':'Edit','kind':'edit','status':'pending','content':[{'type':'diff','path':'/a','oldText':null,'newText':'x'}],'locations':[{'path':'/a','line':3}],'rawInput':{'file_path':'/a'}}"),
          update(
              "{'sessionUpdate':'tool_call_update','toolCallId':'t','status':'completed','content':[{'type':'content','content':{'type':'text','text':'done'}}]}"),
          update(
              "{'sessionUpdate':'tool_call_update','toolCallId':'u','_meta':{'terminal_output_delta':{'data':'out'},'terminal_exit':{'exit_code':0}}}"),
          update(
              "{'sessionUpdate':'plan','entries':[{'content':'one','priority':'high','status':'pending'}]}"),
          update(
              "{'sessionUpdate':'available_commands_update','availableCommands':[{'name':'c','description':'d','input':{'hint':'h'}}]}"),
          update("{'sessionUpdate':'current_mode_update','currentModeId':'default'}"),
          update(
              "{'sessionUpdate':'config_option_update','configOptions':[{'type':'select','id':'mode','category':'mode','currentValue':'default','options':[{'value':'default','name':'D'}]}]}"),
          update(
              "{'sessionUpdate':'usage_update','used':10,'size':100,'cost':{'amount':0.5,'currency':'USD'}}"),
          update("{'sessionUpdate':'session_info_update','title':'Title'}"),
          update("{'sessionUpdate':'from_the_future','x':[1,2,{'y':null}]}"),
          "{'jsonrpc':'2.0','method':'_vendor/thing','params':{'a':1}}",
          "{'jsonrpc':'2.0','id':7,'method':'session/request_permission','params':{'sessionId':'%','toolCall':{'toolCallId':'t','title':'Run','kind':'execute','rawInput':{'command':'ls'}},'options':[{'optionId':'a','name':'Allow','kind':'allow_once'}]}}",
          "{'jsonrpc':'2.0','id':'x','method':'elicitation/create','params':{'mode':'form','message':'?','requestedSchema':{'type':'object','properties':{'a':{'type':'string','enum':['b']}}}}}",
          "{'jsonrpc':'2.0','id':9,'method':'fs/read_text_file','params':{'path':'/etc/passwd'}}",
          "{'jsonrpc':'2.0','id':12345,'result':{'stopReason':'end_turn'}}",
          "{'jsonrpc':'2.0','id':null,'error':{'code':-32700,'message':'Parse error'}}");

  private static final List<String> BITES =
      List.of(
          "null",
          "[]",
          "{}",
          "-1",
          "1e999",
          "9".repeat(400),
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "true",
          "[".repeat(2_000),
          "{\"a\":".repeat(1_500),
          "\"",
          "\\",
          "\u0000",
          "\ufeff",
          "x".repeat(70_000));

  @TempDir private Path directory;

  SessionFuzzIntegrationTests(
      SessionFacade sessions, DirectoryWorkspaces workspaces, RecordedFacts facts) {
    super(sessions, workspaces, facts);
  }

  private static String update(String update) {
    return "{'jsonrpc':'2.0','method':'session/update','params':{'sessionId':'%','update':"
        + update
        + "}}";
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mutatedTruncatedAndReorderedLinesHarmNothing(long seed) throws IOException {
    var id = fastSession(workspaces.ready());
    var file = directory.resolve("lines");
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      var random = new Random(seed);
      for (int i = 0; i < LINES; i++) {
        out.write(mutated(random));
        out.write('\n');
      }
    }
    sessions.message(id, null, "@raw " + file);
    assertGoesOn(id);
  }

  @Test
  void linesOfAnySizeAreSkippedAndDoNotStayInMemory() throws IOException {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@say Warm.");
    awaitTurns(id, 1);
    long before = usedMemory();
    var file = directory.resolve("long-lines");
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int mebibytes : List.of(1, 15, 17, 64)) {
        write(out, "{\"jsonrpc\":\"2.0\",\"method\":\"", mebibytes, "\"}\n");
        write(
            out,
            KINDS.getFirst().replace('\'', '"').replace("hello\"}}}}", ""),
            mebibytes,
            "\"}}}}\n");
      }
    }
    sessions.message(id, null, "@raw " + file);
    assertGoesOn(id);

    assertThat(types(id)).contains("notice");
    assertThat(events(id)).allMatch(event -> event.data().toString().length() < MEBIBYTE);
    assertThat(usedMemory() - before).isLessThan(32L * MEBIBYTE);
  }

  private static void write(OutputStream out, String before, int mebibytes, String after)
      throws IOException {
    out.write(before.getBytes(StandardCharsets.UTF_8));
    var block = new byte[MEBIBYTE];
    Arrays.fill(block, (byte) 'x');
    for (int i = 0; i < mebibytes; i++) {
      out.write(block);
    }
    out.write(after.getBytes(StandardCharsets.UTF_8));
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void assertGoesOn(SessionId id) {
    eventually()
        .until(
            () -> {
              // What the noise asked is answered, so that its turn can end.
              if (!requests(id).isEmpty()) {
                sessions.cancel(id);
              }
              return sessions.get(id).status();
            },
            SessionStatus.IDLE::equals);
    int before = facts.turns(id).size();
    sessions.message(id, null, "@say Still here.");
    awaitTurns(id, before + 1);
    assertThat(lastOf(id, "turn_ended").data().path("stopReason").stringValue())
        .isEqualTo("end_turn");
  }

  private static byte[] mutated(Random random) {
    var line = KINDS.get(random.nextInt(KINDS.size())).replace('\'', '"');
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> flipped(bytes, random);
      case 2 -> spliced(line, random).getBytes(StandardCharsets.UTF_8);
      case 3 ->
          line.replaceAll(
                  "\"(kind|status|path|text|options|entries)\":",
                  "\"$1\":" + bite(random) + ",\"x\":")
              .getBytes(StandardCharsets.UTF_8);
      case 4 -> (line + line).getBytes(StandardCharsets.UTF_8);
      default -> bytes;
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    for (int i = 0; i < 3; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(255) - 128);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace("\n", " ")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String spliced(String line, Random random) {
    int at = random.nextInt(line.length());
    return line.substring(0, at)
        + bite(random)
        + line.substring(Math.min(line.length(), at + random.nextInt(8)));
  }

  private static String bite(Random random) {
    return BITES.get(random.nextInt(BITES.size()));
  }
}
