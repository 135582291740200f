package dev.factoryfactory.session.acp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.session.acp.AgentInput.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies between writing a line and noting it leaves the next one in doubt. */
class AgentInputTests {

  private static final Line PROMPT =
      new Line(1, AcpCalls.prompt(7, "s", AcpJson.MAPPER.createArrayNode()));
  private static final Line NEXT = new Line(2, AcpCalls.cancel("s"));

  @TempDir private Path directory;
  private Path fifo;
  private Path sent;
  private Path journal;
  private FileChannel agent;

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    fifo = directory.resolve("stdin");
    sent = directory.resolve("sent");
    journal = Files.writeString(directory.resolve("stdout"), "{\"id\":7,\"result\":{}}\n");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    agent = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @AfterEach
  void end() throws IOException {
    agent.close();
  }

  @Test
  void aPromptThatTheAgentWorksOnIsNotWrittenAgain() throws IOException {
    dieBeforeTheNote();
    Files.writeString(
        journal,
        """
        {"method":"session/update","params":{"update":{"sessionUpdate":"agent_message_chunk"}}}
        """,
        StandardOpenOption.APPEND);
    deliverAgain();
    assertThat(received()).containsExactly(PROMPT.text(), NEXT.text());
    assertThat(Files.readAllLines(sent)).containsExactly(PROMPT.text(), NEXT.text());
  }

  @Test
  void aPromptThatTheAgentAnsweredIsNotWrittenAgain() throws IOException {
    dieBeforeTheNote();
    Files.writeString(journal, "{\"id\":7,\"result\":{}}\n", StandardOpenOption.APPEND);
    deliverAgain();
    assertThat(received()).containsExactly(PROMPT.text(), NEXT.text());
  }

  @Test
  void aPromptThatLeftNoTraceIsWrittenAgain() throws IOException {
    dieBeforeTheNote();
    Files.writeString(
        journal,
        """
        {"method":"session/update","params":{"update":{"sessionUpdate":"usage_update"}}}
        """,
        StandardOpenOption.APPEND);
    deliverAgain();
    assertThat(received()).containsExactly(PROMPT.text(), PROMPT.text(), NEXT.text());
  }

  private void dieBeforeTheNote() throws IOException {
    try (var input = open()) {
      input.send(PROMPT);
      await().until(() -> input.delivered() == 1);
    }
    Files.writeString(sent, "");
  }

  private void deliverAgain() throws IOException {
    try (var input = open()) {
      input.send(PROMPT);
      input.send(NEXT);
      await().until(() -> input.delivered() == 2);
    }
  }

  private AgentInput open() throws IOException {
    return AgentInput.open(fifo, sent, journal, "agent-input-test");
  }

  /** What lies in the FIFO. */
  private List<String> received() throws IOException {
    var bytes = ByteBuffer.allocate(64 * 1024);
    agent.read(bytes);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).lines().toList();
  }
}
