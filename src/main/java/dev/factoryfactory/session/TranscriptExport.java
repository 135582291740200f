package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a whole session out, page by page, so that its length does not matter. */
@Component
class TranscriptExport {

  private static final int PAGE = 500;

  private final SessionReader reader;
  private final JsonMapper json;

  TranscriptExport(SessionReader reader, JsonMapper json) {
    this.reader = reader;
    this.json = json;
  }

  /** For people: what was said and done. */
  void markdown(SessionId id, OutputStream to) throws IOException {
    var out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
    var story = new MarkdownTranscript(out);
    story.begin(reader.get(id));
    pages(id, story::add);
    story.end();
    out.flush();
  }

  /** For programs: {@code {"session": Session, "events": [Event]}}, everything that is stored. */
  void json(SessionId id, OutputStream to) throws IOException {
    try (var out = json.createGenerator(to)) {
      out.writeStartObject();
      out.writePOJOProperty("session", reader.get(id));
      out.writeArrayPropertyStart("events");
      pages(id, out::writePOJO);
      out.writeEndArray();
      out.writeEndObject();
    }
  }

  /** What is done with each event. */
  private interface Sink {
    void add(TranscriptEvent event) throws IOException;
  }

  private void pages(SessionId id, Sink sink) throws IOException {
    List<TranscriptEvent> page;
    for (long after = 0; !(page = reader.after(id, after, PAGE)).isEmpty(); ) {
      for (var event : page) {
        sink.add(event);
      }
      after = page.getLast().sequence();
    }
  }
}
