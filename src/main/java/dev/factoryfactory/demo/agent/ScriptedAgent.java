package dev.factoryfactory.demo.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the agent: reads a message a line until its input ends. */
public final class ScriptedAgent {

  /** Names the directory in which conversations are kept; without it none can be loaded. */
  public static final String HOME_VARIABLE = "SCRIPTED_AGENT_HOME";

  private final Wire wire = new Wire();
  private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
  private final @Nullable Path home;

  private ScriptedAgent(@Nullable Path home) {
    this.home = home;
  }

  public static void main(String[] arguments) throws IOException {
    var home = System.getenv(HOME_VARIABLE);
    new ScriptedAgent(home == null || home.isEmpty() ? null : Path.of(home)).run();
    System.exit(0);
  }

  private void run() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        on(line);
      }
    }
  }

  private void on(String line) {
    Object message;
    try {
      message = Json.parse(line);
    } catch (IllegalArgumentException noJson) {
      wire.refuse(null, -32700, "Parse error");
      return;
    }
    var method = Json.string(message, "method");
    if (method.isEmpty()) {
      wire.answered(message);
    } else {
      on(method, Json.get(message, "id"), Json.get(message, "params"));
    }
  }

  private void on(String method, @Nullable Object id, @Nullable Object params) {
    switch (method) {
      case "initialize" -> wire.answer(id, introduction());
      case "session/new" -> open(id, params);
      case "session/load" -> load(id, params);
      case "session/fork" -> fork(id, params);
      case "session/list" -> wire.answer(id, Json.object("sessions", list(params)));
      case "session/prompt" -> withConversation(id, params, it -> prompt(it, id, params));
      case "session/cancel" -> withConversation(null, params, Conversation::cancel);
      case "session/set_mode" ->
          withConversation(id, params, it -> set(it, id, "mode", Json.string(params, "modeId")));
      case "session/set_config_option" ->
          withConversation(
              id,
              params,
              it -> set(it, id, Json.string(params, "configId"), Json.string(params, "value")));
      default -> {
        if (id != null) {
          wire.refuse(id, -32601, "Method not found: " + method);
        }
      }
    }
  }

  private Object introduction() {
    var capabilities =
        Json.object(
            "loadSession",
            home != null,
            "promptCapabilities",
            Json.object("image", true, "audio", false, "embeddedContext", true),
            "sessionCapabilities",
            home == null
                ? Json.object()
                : Json.object("fork", Json.object(), "list", Json.object()));
    return Json.object(
        "protocolVersion",
        1L,
        "agentCapabilities",
        capabilities,
        "agentInfo",
        Json.object("name", "scripted-agent", "title", "Demo agent", "version", "1"),
        "authMethods",
        List.of());
  }

  private void open(@Nullable Object id, @Nullable Object params) {
    var conversation = conversation(UUID.randomUUID().toString(), params);
    wire.answer(
        id, Json.object("sessionId", conversation.id(), "configOptions", conversation.options()));
    commands(conversation);
  }

  private void load(@Nullable Object id, @Nullable Object params) {
    var conversation = conversation(Json.string(params, "sessionId"), params);
    if (!conversation.replay()) {
      wire.refuse(id, -32603, "There is no such session");
      return;
    }
    wire.answer(id, Json.object("configOptions", conversation.options()));
    commands(conversation);
  }

  /** A new conversation that remembers what the other one said. */
  private void fork(@Nullable Object id, @Nullable Object params) {
    var copy = conversation(UUID.randomUUID().toString(), params);
    if (home == null || !copy.recall(home, Json.string(params, "sessionId"))) {
      wire.refuse(id, -32603, "There is no such session");
      return;
    }
    wire.answer(id, Json.object("sessionId", copy.id(), "configOptions", copy.options()));
    commands(copy);
  }

  /** Those held in a directory. */
  private List<Object> list(@Nullable Object params) {
    return home == null ? List.of() : Conversation.heldIn(home, Json.string(params, "cwd"));
  }

  private Conversation conversation(String id, @Nullable Object params) {
    var conversation = new Conversation(id, Path.of(Json.string(params, "cwd")), home, wire);
    conversations.put(id, conversation);
    return conversation;
  }

  private void commands(Conversation conversation) {
    var edit = Json.object("name", "edit", "description", "Adds a line to a file");
    edit.put("input", Json.object("hint", "path"));
    var compact = Json.object("name", "compact", "description", "Shortens the conversation");
    var commands = Json.object("sessionUpdate", "available_commands_update");
    commands.put("availableCommands", List.of(edit, compact));
    wire.tell("session/update", Json.object("sessionId", conversation.id(), "update", commands));
  }

  private void set(Conversation conversation, @Nullable Object id, String option, String value) {
    conversation.set(option, value);
    wire.answer(id, Json.object("configOptions", conversation.options()));
  }

  private void prompt(Conversation conversation, @Nullable Object id, @Nullable Object params) {
    var prompt = promptText(params);
    var blocks = Json.get(params, "prompt") instanceof List<?> list ? List.copyOf(list) : List.of();
    var turn = new Turn(conversation, wire, blocks);
    // Begun here, so that a cancel right behind the prompt finds it.
    conversation.begin(turn);
    Thread.ofPlatform().name("turn").start(() -> play(turn, id, prompt));
  }

  private void play(Turn turn, @Nullable Object id, String prompt) {
    turn.enter();
    var conversation = turn.conversation();
    conversation.remember(
        Json.object(
            "sessionId",
            conversation.id(),
            "update",
            Json.object(
                "sessionUpdate",
                "user_message_chunk",
                "content",
                Json.object("type", "text", "text", prompt))));
    try {
      Scenarios.play(turn, prompt);
      wire.answer(id, turn.result());
    } catch (Turn.Cancelled e) {
      wire.answer(id, Json.object("stopReason", "cancelled"));
    } catch (Scenarios.Failed e) {
      wire.refuse(id, e.code(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      wire.refuse(id, -32603, String.valueOf(e));
    }
  }

  private static String promptText(@Nullable Object params) {
    var text = new StringBuilder();
    if (Json.get(params, "prompt") instanceof List<?> blocks) {
      blocks.forEach(block -> text.append(Json.string(block, "text")));
    }
    return text.toString();
  }

  private void withConversation(
      @Nullable Object id, @Nullable Object params, Consumer<Conversation> action) {
    var conversation = conversations.get(Json.string(params, "sessionId"));
    if (conversation != null) {
      action.accept(conversation);
    } else if (id != null) {
      wire.refuse(id, -32602, "There is no such session");
    }
  }
}
