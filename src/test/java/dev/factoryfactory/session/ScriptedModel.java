package dev.factoryfactory.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.factoryfactory.session.acp.AcpJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for the models behind Claude Code (Messages) and Codex (Responses), both streamed. The
 * last {@code DO:} in what the user said decides: {@code DO:write NAME TEXT}, {@code DO:say TEXT},
 * {@code DO:hang}, {@code DO:status CODE}.
 */
final class ScriptedModel implements AutoCloseable {

  private static final Pattern DIRECTIVE = Pattern.compile("DO:(\\w+) ?([^\\n\"<]*)");

  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger numbers = new AtomicInteger();

  ScriptedModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  /** What the model is to do now. */
  private record Step(String verb, String words, boolean toolDone) {}

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var bytes = exchange.getRequestBody().readAllBytes();
      var body = bytes.length == 0 ? AcpJson.object() : AcpJson.MAPPER.readTree(bytes);
      if (path.endsWith("/messages")) {
        answer(exchange, body, step(body.path("messages"), "tool_use"), true);
      } else if (path.endsWith("/responses")) {
        answer(exchange, body, step(body.path("input"), "_call"), false);
      } else if (path.endsWith("/count_tokens")) {
        send(exchange, 200, AcpJson.object().put("input_tokens", 10));
      } else {
        var models = AcpJson.object();
        models.putArray("data").addObject().put("id", "scripted").put("type", "model");
        models.putArray("models");
        send(exchange, 200, models);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last directive, and whether a tool was called since. */
  private static Step step(JsonNode turns, String toolMark) {
    var found = new Step("say", "Nothing to do.", true);
    for (var turn : turns) {
      var text = turn.toString();
      var said = DIRECTIVE.matcher(text);
      if (turn.path("role").asString("").equals("user")) {
        while (said.find()) {
          found = new Step(said.group(1), said.group(2).strip(), false);
        }
      } else if (text.contains(toolMark)) {
        found = new Step(found.verb(), found.words(), true);
      }
    }
    return found;
  }

  private void answer(HttpExchange exchange, JsonNode body, Step step, boolean messages)
      throws IOException, InterruptedException {
    if (!body.has("tools") || body.path("tools").isEmpty()) {
      // A question beside the conversation, such as one for its title.
      stream(exchange, messages, "A title", null);
      return;
    }
    switch (step.verb()) {
      case "hang" -> closed.await();
      case "status" -> {
        var error = AcpJson.object().put("type", "error");
        error.putObject("error").put("type", "api_error").put("message", "Scripted refusal");
        send(exchange, Integer.parseInt(step.words()), error);
      }
      case "write" -> {
        var words = step.words().split(" ", 2);
        stream(
            exchange,
            messages,
            step.toolDone() ? "The file is written." : "I will write the file.",
            step.toolDone() ? null : writing(body, words[0], words[1], messages));
      }
      default -> stream(exchange, messages, step.words(), null);
    }
  }

  /** The call of the tool that this agent has for writing a file. */
  private static ObjectNode writing(JsonNode body, String name, String text, boolean messages) {
    if (messages) {
      var input = AcpJson.object().put("file_path", name).put("content", text + "\n");
      var call = AcpJson.object().put("type", "tool_use").put("name", "Write");
      call.set("input", input);
      return call;
    }
    var patch = "*** Begin Patch\n*** Add File: %s\n+%s\n*** End Patch\n".formatted(name, text);
    if (body.toString().contains("\"name\":\"apply_patch\"")) {
      return AcpJson.object()
          .put("type", "custom_tool_call")
          .put("name", "apply_patch")
          .put("input", patch);
    }
    var arguments =
        AcpJson.object()
            .put("cmd", "printf '%s\\n' '" + text + "' > " + name)
            .put("sandbox_permissions", "require_escalated")
            .put("justification", "It writes a file.");
    return AcpJson.object()
        .put("type", "function_call")
        .put("name", "exec_command")
        .put("arguments", arguments.toString());
  }

  private void stream(
      HttpExchange exchange, boolean messages, String text, @Nullable ObjectNode call)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    for (var event : messages ? messages(text, call) : responses(text, call)) {
      write(out, event);
    }
  }

  private static void write(OutputStream out, ObjectNode event) throws IOException {
    var type = event.path("type").stringValue();
    out.write("event: %s\ndata: %s\n\n".formatted(type, event).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String id(String kind) {
    return kind + "_" + numbers.incrementAndGet() + UUID.randomUUID().toString().substring(0, 8);
  }

  private List<ObjectNode> messages(String text, @Nullable ObjectNode call) {
    var events = new ArrayList<ObjectNode>();
    var message = AcpJson.object().put("id", id("msg")).put("type", "message");
    message.put("role", "assistant").put("model", "scripted").putNull("stop_reason");
    message.putArray("content");
    message.putObject("usage").put("input_tokens", 100).put("output_tokens", 1);
    events.add(event("message_start", "message", message));
    var block = AcpJson.object().put("type", "text").put("text", "");
    events.add(event("content_block_start", "content_block", block).put("index", 0));
    var delta = AcpJson.object().put("type", "text_delta").put("text", text);
    events.add(event("content_block_delta", "delta", delta).put("index", 0));
    events.add(AcpJson.object().put("type", "content_block_stop").put("index", 0));
    if (call != null) {
      var begun = call.deepCopy().put("id", id("toolu"));
      begun.putObject("input");
      events.add(event("content_block_start", "content_block", begun).put("index", 1));
      var json = call.path("input").toString();
      var part = AcpJson.object().put("type", "input_json_delta").put("partial_json", json);
      events.add(event("content_block_delta", "delta", part).put("index", 1));
      events.add(AcpJson.object().put("type", "content_block_stop").put("index", 1));
    }
    var end = AcpJson.object().put("stop_reason", call == null ? "end_turn" : "tool_use");
    var last = event("message_delta", "delta", end);
    last.putObject("usage").put("output_tokens", 20);
    events.add(last);
    events.add(AcpJson.object().put("type", "message_stop"));
    return events;
  }

  private static ObjectNode event(String type, String name, ObjectNode content) {
    var event = AcpJson.object().put("type", type);
    event.set(name, content);
    return event;
  }

  private List<ObjectNode> responses(String text, @Nullable ObjectNode call) {
    var items = new ArrayList<ObjectNode>();
    var message = AcpJson.object().put("type", "message").put("id", id("msg"));
    message.put("role", "assistant").put("status", "completed");
    message.putArray("content").addObject().put("type", "output_text").put("text", text);
    items.add(message);
    if (call != null) {
      items.add(call.put("id", id("fc")).put("call_id", id("call")).put("status", "completed"));
    }
    var response = AcpJson.object().put("id", id("resp")).put("object", "response");
    response.put("status", "in_progress").put("model", "scripted").putArray("output");
    var events = new ArrayList<ObjectNode>();
    events.add(event("response.created", "response", response));
    for (int i = 0; i < items.size(); i++) {
      var item = items.get(i);
      events.add(event("response.output_item.added", "item", item).put("output_index", i));
      if (item == message) {
        events.add(
            AcpJson.object()
                .put("type", "response.output_text.delta")
                .put("item_id", item.path("id").stringValue())
                .put("output_index", i)
                .put("content_index", 0)
                .put("delta", text));
      }
      events.add(event("response.output_item.done", "item", item).put("output_index", i));
    }
    var done = response.deepCopy().put("status", "completed");
    done.set("output", AcpJson.array(items));
    var usage = done.putObject("usage");
    usage.put("input_tokens", 100).put("output_tokens", 20).put("total_tokens", 120);
    events.add(event("response.completed", "response", done));
    for (int i = 0; i < events.size(); i++) {
      events.get(i).put("sequence_number", i);
    }
    return events;
  }
}
