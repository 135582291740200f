package dev.factoryfactory.snapshot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Writes entries as JSON once, and snapshots and deltas by joining what was written. */
final class EntryWriter {

  private final JsonMapper json;

  EntryWriter(JsonMapper json) {
    this.json = json;
  }

  WrittenEntry write(Entry entry) {
    return new WrittenEntry(entry, json.writeValueAsBytes(entry));
  }

  /** The same as the JSON of a {@link Snapshot}. */
  byte[] snapshot(String projectId, String epoch, long sequence, List<WrittenEntry> entries) {
    var out = new ByteArrayOutputStream(size(entries));
    text(
        out,
        "{\"projectId\":\"%s\",\"epoch\":\"%s\",\"sequence\":%d,\"entries\":["
            .formatted(projectId, epoch, sequence));
    join(out, entries, WrittenEntry::json);
    text(out, "]}");
    return out.toByteArray();
  }

  /** The same as the JSON of a {@link Delta}. */
  byte[] delta(String epoch, long from, long to, List<WrittenEntry> changed, List<String> removed) {
    var out = new ByteArrayOutputStream(size(changed));
    text(out, "{\"epoch\":\"%s\",\"from\":%d,\"to\":%d,\"changed\":[".formatted(epoch, from, to));
    join(out, changed, WrittenEntry::json);
    text(out, "],\"removed\":[");
    join(out, removed, id -> ('"' + id + '"').getBytes(StandardCharsets.UTF_8));
    text(out, "]}");
    return out.toByteArray();
  }

  private static <T> void join(
      ByteArrayOutputStream out, List<T> items, Function<T, byte[]> bytes) {
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(bytes.apply(items.get(i)));
    }
  }

  private static int size(List<WrittenEntry> entries) {
    return 256 + entries.stream().mapToInt(it -> it.json().length + 1).sum();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
