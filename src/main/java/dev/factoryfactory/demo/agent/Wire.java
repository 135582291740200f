package dev.factoryfactory.demo.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The agent's side of the line protocol: one JSON object a line, answers matched by id. */
final class Wire {

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, CompletableFuture<Object>> asked = new ConcurrentHashMap<>();

  synchronized void line(String line) {
    out.print(line + "\n");
    out.flush();
  }

  /** Writes a file as it is: whatever an agent might print. */
  synchronized void raw(Path file) {
    try {
      Files.copy(file, out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answer(@Nullable Object id, Object result) {
    line(Json.write(Json.object("jsonrpc", "2.0", "id", id, "result", result)));
  }

  void refuse(@Nullable Object id, int code, String message) {
    var error = Json.object("code", code, "message", message);
    line(Json.write(Json.object("jsonrpc", "2.0", "id", id, "error", error)));
  }

  void tell(String method, Object params) {
    line(Json.write(Json.object("jsonrpc", "2.0", "method", method, "params", params)));
  }

  /** Asks the client and waits for its answer's result, which is empty when it refuses. */
  CompletableFuture<Object> ask(String method, Object params) {
    long id = lastId.incrementAndGet();
    var answer = new CompletableFuture<Object>();
    asked.put(id, answer);
    line(Json.write(Json.object("jsonrpc", "2.0", "id", id, "method", method, "params", params)));
    return answer;
  }

  void answered(@Nullable Object message) {
    if (Json.get(message, "id") instanceof Long id) {
      var waiting = asked.remove(id);
      var result = Json.get(message, "result");
      if (waiting != null) {
        waiting.complete(result == null ? Map.of() : result);
      }
    }
  }
}
