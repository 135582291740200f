package dev.factoryfactory.demo.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session of the agent: where it works, how it is set, what was said, kept in a file. */
final class Conversation {

  private final String id;
  private final Path directory;
  private final @Nullable Path memory;
  private final Wire wire;
  private String mode = "default";
  private String model = "scripted-1";
  private volatile @Nullable Turn turn;

  Conversation(String id, Path directory, @Nullable Path home, Wire wire) {
    this.id = id;
    this.directory = directory;
    this.memory = home == null ? null : home.resolve(id + ".jsonl");
    this.wire = wire;
  }

  String id() {
    return id;
  }

  Path directory() {
    return directory;
  }

  String mode() {
    return mode;
  }

  void begin(Turn begun) {
    turn = begun;
  }

  void cancel() {
    var present = turn;
    if (present != null) {
      present.cancel();
    }
  }

  /** Tells the client something and remembers it for a later load. */
  void update(Map<String, @Nullable Object> update) {
    var params = Json.object("sessionId", id, "update", update);
    remember(params);
    wire.tell("session/update", params);
  }

  void remember(Map<String, @Nullable Object> params) {
    if (memory == null) {
      return;
    }
    try {
      Files.createDirectories(memory.toAbsolutePath().getParent());
      Files.writeString(
          memory, Json.write(params) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells everything again; says whether there was anything to tell. */
  boolean replay() {
    if (memory == null || !Files.exists(memory)) {
      return false;
    }
    try {
      for (var line : Files.readAllLines(memory, StandardCharsets.UTF_8)) {
        wire.line("{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":" + line + "}");
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes over what another conversation remembers; says whether there was anything. */
  boolean recall(Path home, String other) {
    var file = home.resolve(other + ".jsonl");
    if (memory == null || other.contains("/") || !Files.exists(file)) {
      return false;
    }
    try {
      Files.copy(file, memory);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The conversations that were held in a directory, as the protocol lists them. */
  static List<Object> heldIn(Path home, String directory) {
    try (var files = Files.list(home)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jsonl"))
          .map(name -> name.substring(0, name.length() - ".jsonl".length()))
          .map(id -> Json.object("sessionId", id, "cwd", directory, "title", "Conversation " + id))
          .<Object>map(it -> it)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  void set(String option, String value) {
    if (option.equals("mode")) {
      mode = value;
    } else {
      model = value;
    }
  }

  /** What it offers to set, with the present values. */
  List<Object> options() {
    return List.of(
        option(
            "mode",
            "Mode",
            mode,
            choice("default", "Ask first", "Asks before commands"),
            choice("plan", "Plan", "Plans before it works"),
            choice("auto", "Go ahead", "Asks nothing")),
        option(
            "model",
            "Model",
            model,
            choice("scripted-1", "Scripted 1", "Answers at a reading pace"),
            choice("scripted-fast", "Scripted Fast", "Answers at once")));
  }

  boolean fast() {
    return model.equals("scripted-fast");
  }

  private static Object option(String id, String name, String current, Object... choices) {
    return Json.object(
        "type",
        "select",
        "id",
        id,
        "category",
        id,
        "name",
        name,
        "currentValue",
        current,
        "options",
        List.of(choices));
  }

  private static Object choice(String value, String name, String description) {
    return Json.object("value", value, "name", name, "description", description);
  }
}
