package dev.factoryfactory.demo.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One turn: what a scenario can do in it. Every step ends with an exception once it is cancelled.
 */
final class Turn {

  private static final int MAX_OUTPUT = 64 * 1024;

  private final Conversation conversation;
  private final Wire wire;
  private final List<?> blocks;
  private volatile @Nullable Thread thread;
  private volatile boolean cancelled;
  private int calls;
  private long spoken;

  Turn(Conversation conversation, Wire wire, List<?> blocks) {
    this.conversation = conversation;
    this.wire = wire;
    this.blocks = blocks;
  }

  /** The client ended the turn. */
  static final class Cancelled extends RuntimeException {}

  Wire wire() {
    return wire;
  }

  Conversation conversation() {
    return conversation;
  }

  /** Runs on this thread from now on. */
  void enter() {
    thread = Thread.currentThread();
  }

  /** May come before the turn has a thread; it then ends with its first pause. */
  void cancel() {
    cancelled = true;
    var running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  void pause(long milliseconds) {
    try {
      Thread.sleep(conversation.fast() ? Math.min(1, milliseconds) : milliseconds);
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
    if (cancelled) {
      throw new Cancelled();
    }
  }

  void think(String text) {
    speak("agent_thought_chunk", text);
  }

  void say(String text) {
    speak("agent_message_chunk", text);
  }

  private void speak(String kind, String text) {
    for (var word : text.split("(?<=[ \n])")) {
      chunk(kind, word);
      pause(25);
    }
  }

  /** What the prompt consists of besides its text, in the protocol's blocks. */
  List<?> blocks() {
    return blocks;
  }

  /** How the turn ended, with what it used: a token for each piece of speech. */
  Object result() {
    var usage = Json.object("inputTokens", 100L * blocks.size(), "outputTokens", spoken);
    return Json.object("stopReason", "end_turn", "usage", usage);
  }

  /** Has a person fill in a form; answers what came back. */
  Object form(String message, Map<String, @Nullable Object> schema) {
    var params = Json.object("sessionId", conversation.id(), "mode", "form", "message", message);
    params.put("requestedSchema", schema);
    try {
      var answer = wire.ask("elicitation/create", params).get();
      if (cancelled || Json.string(answer, "action").equals("cancel")) {
        throw new Cancelled();
      }
      return answer;
    } catch (InterruptedException | ExecutionException e) {
      throw new Cancelled();
    }
  }

  void chunk(String kind, String text) {
    spoken++;
    conversation.update(
        Json.object("sessionUpdate", kind, "content", Json.object("type", "text", "text", text)));
  }

  /** Announces a tool call and returns its id. */
  String call(String kind, String title, @Nullable Object input, Path... files) {
    var id = "call-%d-%d".formatted(Thread.currentThread().threadId(), ++calls);
    var locations = new ArrayList<Object>();
    for (var file : files) {
      locations.add(Json.object("path", conversation.directory().resolve(file).toString()));
    }
    var call =
        Json.object("sessionUpdate", "tool_call", "toolCallId", id, "title", title, "kind", kind);
    call.put("status", "in_progress");
    call.put("locations", locations);
    call.put("rawInput", input);
    conversation.update(call);
    pause(80);
    return id;
  }

  void done(String call, String status, Object... content) {
    var update =
        Json.object("sessionUpdate", "tool_call_update", "toolCallId", call, "status", status);
    update.put("content", List.of(content));
    conversation.update(update);
    pause(40);
  }

  static Object text(String text) {
    return Json.object("type", "content", "content", Json.object("type", "text", "text", text));
  }

  void plan(int done, String... steps) {
    var entries = new ArrayList<Object>();
    for (int i = 0; i < steps.length; i++) {
      var status = i < done ? "completed" : i == done ? "in_progress" : "pending";
      entries.add(Json.object("content", steps[i], "priority", "medium", "status", status));
    }
    conversation.update(Json.object("sessionUpdate", "plan", "entries", entries));
    pause(60);
  }

  /** Really writes a file and shows the difference. */
  void edit(String name, String content) {
    var file = conversation.directory().resolve(name);
    var before = Files.exists(file) ? read(file) : null;
    var input = Json.object("file_path", file.toString());
    var call = call("edit", "Edit " + name, input, file);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      done(call, "failed", text(String.valueOf(e.getMessage())));
      return;
    }
    var diff = Json.object("type", "diff", "path", file.toString());
    diff.put("oldText", before);
    diff.put("newText", content);
    done(call, "completed", diff);
  }

  /** Really reads a file. */
  void look(String name) {
    var file = conversation.directory().resolve(name);
    var input = Json.object("file_path", file.toString());
    var call = call("read", "Read " + name, input, file);
    done(call, "completed", text(read(file).lines().limit(40).reduce("", (a, b) -> a + b + "\n")));
  }

  static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks whether a command may run, then really runs it. Says whether it was allowed. */
  boolean command(String why, String... command) {
    var line = String.join(" ", command);
    var input = Json.object("command", line, "description", why);
    var call = call("execute", "`" + line + "`", input);
    if (!conversation.mode().equals("auto") && !allowed(call, "execute", "`" + line + "`", input)) {
      done(call, "failed", text("Not allowed."));
      return false;
    }
    done(call, "completed", text("```\n" + run(command) + "```"));
    return true;
  }

  boolean allowed(String call, String kind, String title, Object input) {
    var chosen =
        ask(
            call,
            kind,
            title,
            input,
            option("allow-once", "Allow", "allow_once"),
            option("allow-always", "Always allow", "allow_always"),
            option("reject", "Reject", "reject_once"));
    return chosen.startsWith("allow");
  }

  static Object option(String id, String name, String kind) {
    return Json.object("optionId", id, "name", name, "kind", kind);
  }

  /** Waits for a person's choice. */
  String ask(String call, String kind, String title, Object input, Object... options) {
    var toolCall = Json.object("toolCallId", call, "title", title, "kind", kind);
    toolCall.put("rawInput", input);
    var params = Json.object("sessionId", conversation.id(), "toolCall", toolCall);
    params.put("options", List.of(options));
    try {
      var outcome = Json.get(wire.ask("session/request_permission", params).get(), "outcome");
      if (cancelled || Json.string(outcome, "outcome").equals("cancelled")) {
        throw new Cancelled();
      }
      return Json.string(outcome, "optionId");
    } catch (InterruptedException | ExecutionException e) {
      throw new Cancelled();
    }
  }

  /** Really runs a command and gives what it wrote. */
  String run(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .directory(conversation.directory().toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      var output = process.getInputStream().readNBytes(MAX_OUTPUT);
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return new String(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.getMessage() + "\n";
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
  }

  void usage(long used) {
    Map<String, @Nullable Object> usage =
        Json.object("sessionUpdate", "usage_update", "used", used, "size", 200_000L);
    usage.put("cost", Json.object("amount", used / 100_000.0, "currency", "USD"));
    conversation.update(usage);
  }
}
