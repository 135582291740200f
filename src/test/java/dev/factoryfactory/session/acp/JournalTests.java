package dev.factoryfactory.session.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.acp.AcpMessage.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTests {

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void begin() throws IOException {
    file = Files.createFile(directory.resolve("stdout.jsonl"));
  }

  @Test
  void waitsForTheEndOfALine() throws IOException {
    try (var journal = Journal.open(file, 0, 1000)) {
      append("{\"id\":1,\"resu");
      assertThat(journal.read()).isEmpty();
      append("lt\":{}}\n{\"id\":2");
      var lines = journal.read();
      assertThat(lines).hasSize(1);
      assertThat(lines.getFirst().end()).isEqualTo("{\"id\":1,\"result\":{}}\n".length());
      assertThat(journal.atEnd()).isTrue();
      append(",\"result\":{}}");
      assertThat(journal.read()).isEmpty();
      assertThat(journal.readRest()).hasSize(1);
    }
  }

  @Test
  void anotherReaderGoesOnBehindAnyLine() throws IOException {
    append("{\"id\":1,\"result\":\"ä😀\"}\n{\"id\":2,\"result\":{}}\n{\"id\":3,\"result\":{}}\n");
    var first = all(0);
    assertThat(first).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(all(first.get(i).end())).isEqualTo(first.subList(i + 1, 3));
    }
  }

  @Test
  void skipsALineThatIsTooLongAndReadsOn() throws IOException {
    append("\"" + "x".repeat(300_000) + "\"\n{\"id\":2,\"result\":{}}\n");
    var lines = all(0);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().message()).isInstanceOf(Unreadable.class);
    assertThat(lines.getLast().message()).isInstanceOf(AcpMessage.Answer.class);
  }

  private List<Journal.Line> all(long offset) throws IOException {
    var lines = new ArrayList<Journal.Line>();
    try (var journal = Journal.open(file, offset, 1000)) {
      while (!journal.atEnd()) {
        lines.addAll(journal.read());
      }
    }
    return lines;
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
