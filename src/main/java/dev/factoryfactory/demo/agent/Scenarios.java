package dev.factoryfactory.demo.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** What happens in a turn, chosen by a word in the prompt; without one, a small piece of work. */
final class Scenarios {

  private Scenarios() {}

  /** The turn did not go well; the client gets it as an error. */
  static final class Failed extends RuntimeException {

    private final int code;

    Failed(int code, String message) {
      super(message);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  static void play(Turn turn, String prompt) {
    if (Mending.isOrder(prompt)) {
      Mending.play(turn, prompt);
      return;
    }
    int tag = Math.max(0, prompt.indexOf('@'));
    var script = prompt.substring(tag).strip();
    var words = List.of(script.split("\\s+"));
    switch (words.getFirst()) {
      case "@say" -> turn.say(script.substring("@say".length()).strip());
      case "@edit" -> edit(turn, words.size() > 1 ? words.get(1) : "notes.md");
      case "@ask" -> ask(turn);
      case "@two" -> two(turn);
      case "@plan" -> plan(turn);
      case "@question" -> question(turn);
      case "@form" -> form(turn);
      case "@blocks" -> blocks(turn);
      case "@propose" -> Mending.propose(turn);
      case "@touch" -> touch(turn, words.size() > 1 ? words.get(1) : "notes.md");
      case "@slow" -> slow(turn, number(words, 10));
      case "@stream" -> stream(turn, number(words, 100));
      case "@calls" -> calls(turn, number(words, 100));
      case "@big" -> big(turn, number(words, 256));
      case "@noise" -> noise(turn);
      case "@raw" -> turn.wire().raw(Path.of(words.get(1)));
      case "@fail" -> throw new Failed(-32603, "The scripted model answered 500.");
      case "@signed-out" -> throw new Failed(-32000, "Authentication required");
      case "@crash" -> crash(turn);
      case "@hang" -> hang(turn);
      case "@stubborn" -> stubborn(turn);
      case "@orphan" -> orphan(turn);
      case "@limit" -> limit(turn, number(words, 0));
      case "@half" -> {
        turn.done(turn.call("execute", "`make`", Json.object("command", "make")), "completed");
        throw new Failed(-32603, closedDoor(0));
      }
      case "@limit-said" -> turn.chunk("agent_message_chunk", closedDoor(number(words, 0)));
      case "@note" -> note(turn, words.size() > 1 ? words.get(1) : "");
      case "@until" -> until(turn, words.size() > 1 ? words.get(1) : "go");
      default -> work(turn, prompt);
    }
  }

  private static int number(List<String> words, int otherwise) {
    return words.size() > 1 && words.get(1).matches("\\d{1,7}")
        ? Integer.parseInt(words.get(1))
        : otherwise;
  }

  private static void edit(Turn turn, String name) {
    var file = turn.conversation().directory().resolve(name);
    var before = Files.exists(file) ? Turn.read(file) : "";
    turn.edit(name, before + "One more line.\n");
    turn.say("I added a line to `" + name + "`.");
  }

  private static void ask(Turn turn) {
    turn.say("I want to see what changed.");
    boolean allowed = turn.command("See what changed", "git", "status", "--short");
    turn.say(allowed ? "Thank you, I have looked." : "Then I will not look.");
  }

  /** Two requests open at the same time. */
  private static void two(Turn turn) {
    var first = turn.call("execute", "`ls`", Json.object("command", "ls"));
    var second = turn.call("execute", "`pwd`", Json.object("command", "pwd"));
    var other =
        Thread.ofVirtual()
            .start(
                () -> {
                  boolean may =
                      turn.allowed(second, "execute", "`pwd`", Json.object("command", "pwd"));
                  turn.done(second, may ? "completed" : "failed");
                });
    boolean may = turn.allowed(first, "execute", "`ls`", Json.object("command", "ls"));
    turn.done(first, may ? "completed" : "failed");
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new Turn.Cancelled();
    }
    turn.say("Both are answered.");
  }

  private static void plan(Turn turn) {
    turn.think("A plan first. ");
    var text = "1. Read the code\n2. Change it\n3. Run the tests\n";
    var input = Json.object("plan", text);
    var call = turn.call("switch_mode", "Ready to code?", input);
    var chosen =
        turn.ask(
            call,
            "switch_mode",
            "Ready to code?",
            input,
            Turn.option("approve", "Yes, go ahead", "allow_once"),
            Turn.option("keep-planning", "No, keep planning", "reject_once"));
    turn.done(call, chosen.equals("approve") ? "completed" : "failed");
    if (chosen.equals("approve")) {
      turn.plan(0, "Read the code", "Change it", "Run the tests");
      turn.plan(3, "Read the code", "Change it", "Run the tests");
    }
    turn.say("Done planning.");
  }

  private static void question(Turn turn) {
    var question =
        Json.object(
            "question",
            "Which colour?",
            "options",
            List.of(Json.object("label", "Red"), Json.object("label", "Blue")));
    var input = Json.object("questions", List.of(question));
    var call = turn.call("other", "AskUserQuestion", input);
    var chosen =
        turn.ask(
            call,
            "other",
            "Which colour?",
            input,
            Turn.option("red", "Red", "allow_once"),
            Turn.option("blue", "Blue", "allow_once"));
    turn.done(call, "completed", Turn.text(chosen));
    turn.say("You chose " + chosen + ".");
  }

  /** Asks for two things at once. */
  private static void form(Turn turn) {
    var colour = Json.object("type", "string", "title", "Which colour?");
    colour.put("enum", List.of("red", "blue"));
    var count = Json.object("type", "integer", "title", "How many?");
    var schema =
        Json.object("type", "object", "properties", Json.object("colour", colour, "count", count));
    schema.put("required", List.of("colour"));
    turn.say("You answered " + Json.write(turn.form("Before I begin", schema)) + ".");
  }

  /** Tells what the prompt consisted of. */
  private static void blocks(Turn turn) {
    for (var block : turn.blocks()) {
      var link = Json.string(block, "uri");
      var text = Json.string(Json.get(block, "resource"), "text");
      turn.say("[%s %s%s]".formatted(Json.string(block, "type"), link, text.strip()));
    }
  }

  /** Asks before it writes a file, wherever that is. */
  private static void touch(Turn turn, String name) {
    var file = turn.conversation().directory().resolve(name).normalize();
    var input = Json.object("file_path", file.toString());
    var call = turn.call("edit", "Edit " + name, input, file);
    boolean may = turn.allowed(call, "edit", "Edit " + name, input);
    turn.done(call, may ? "completed" : "failed");
    turn.say(may ? "Touched." : "Left alone.");
  }

  private static void slow(Turn turn, int seconds) {
    for (int tenth = 0; tenth < seconds * 10; tenth++) {
      turn.chunk("agent_message_chunk", "tick " + tenth + " ");
      pause(turn, 100);
    }
  }

  /** Also slow when the model is the fast one. */
  private static void pause(Turn turn, int milliseconds) {
    for (int waited = 0; waited < milliseconds; waited += 10) {
      turn.pause(turn.conversation().fast() ? 1 : 10);
    }
  }

  private static void stream(Turn turn, int count) {
    for (int i = 1; i <= count; i++) {
      turn.chunk("agent_message_chunk", "chunk " + i + "\n");
    }
  }

  /** Many small steps, each with two events: a long transcript in no time. */
  private static void calls(Turn turn, int count) {
    for (int i = 1; i <= count; i++) {
      var call = Json.object("sessionUpdate", "tool_call", "toolCallId", "many-" + i);
      call.put("title", "Step " + i);
      call.put("kind", i % 10 == 0 ? "edit" : "read");
      call.put("status", "in_progress");
      turn.conversation().update(call);
      var end = Json.object("sessionUpdate", "tool_call_update", "toolCallId", "many-" + i);
      end.put("status", "completed");
      turn.conversation().update(end);
    }
    turn.say("That was step " + count + ".");
  }

  private static void big(Turn turn, int kilobytes) {
    var call = turn.call("execute", "Print a lot", Json.object("command", "print"));
    turn.done(call, "completed", Turn.text("0123456789abcde\n".repeat(kilobytes * 64)));
  }

  private static void noise(Turn turn) {
    turn.wire().line("npm warn something that is no message");
    turn.wire().line("{\"jsonrpc\":\"2.0\",\"method\":\"_vendor/thing\",\"params\":{\"a\":1}}");
    turn.conversation().update(Json.object("sessionUpdate", "from_the_future", "value", 42L));
    turn.wire().ask("_vendor/ask", Json.object("question", "anyone?")).join();
    turn.chunk("agent_message_chunk", "zero\u0000half\ud83d");
    turn.chunk("agent_message_chunk", "\ude00 whole");
  }

  private static void crash(Turn turn) {
    turn.call("execute", "`make`", Json.object("command", "make"));
    turn.chunk("agent_message_chunk", "About to fall over.");
    System.err.println("Segmentation fault (scripted)");
    System.exit(1);
  }

  private static void hang(Turn turn) {
    turn.call("fetch", "Wait for an answer that never comes", Json.object());
    while (true) {
      turn.pause(1000);
    }
  }

  /** Hears of nothing, a cancel least of all. */
  private static void stubborn(Turn turn) {
    turn.call("execute", "`make world`", Json.object("command", "make world"));
    var never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException notNow) {
        turn.chunk("agent_message_chunk", "No.");
      }
    }
  }

  /** Starts what is nobody's child, in a session of its own, and tells its number in a file. */
  private static void orphan(Turn turn) {
    turn.run("setsid", "-f", "sh", "-c", "echo $$ > orphan.pid; exec sleep 100000");
    turn.say("It runs on its own.");
  }

  /** The provider lets nobody in until a file is in the directory; each try is written down. */
  private static void limit(Turn turn, int seconds) {
    append(turn, "tries", "try");
    if (!Files.exists(turn.conversation().directory().resolve("open"))) {
      throw new Failed(-32603, closedDoor(seconds));
    }
    turn.say("The door is open.");
  }

  /** Writes down that it was asked, for whoever counts how often. */
  private static void note(Turn turn, String word) {
    append(turn, "notes.txt", word);
    turn.chunk("agent_message_chunk", "Noted " + word + ". ");
  }

  private static void append(Turn turn, String name, String line) {
    try {
      Files.writeString(
          turn.conversation().directory().resolve(name),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String closedDoor(int seconds) {
    var when = seconds == 0 ? "later." : "in " + seconds + " seconds.";
    return "You've hit your usage limit. Try again " + when;
  }

  /** Says nothing until a file is in its directory. */
  private static void until(Turn turn, String name) {
    var file = turn.conversation().directory().resolve(name).normalize();
    while (!Files.exists(file)) {
      turn.pause(50);
    }
    turn.say("There it is.");
  }

  private static void work(Turn turn, String prompt) {
    turn.think("The task is short. First I look around, then I write down what I did. ");
    var steps = new String[] {"Look around", "Write it down", "Check the result"};
    turn.plan(0, steps);
    files(turn).limit(2).forEach(turn::look);
    turn.plan(1, steps);
    var name = "notes/" + slug(prompt) + ".md";
    turn.edit(name, "# " + firstLine(prompt) + "\n\nWritten by the demo agent.\n");
    turn.plan(2, steps);
    boolean looked = turn.command("Check the result", "git", "status", "--short");
    turn.plan(3, steps);
    turn.say(
        "I wrote **%s**.\n\n| step | done |\n|---|---|\n| look | yes |\n| write | yes |\n| check | %s |\n"
            .formatted(name, looked ? "yes" : "no"));
    turn.usage(12_000L + prompt.length());
  }

  private static Stream<String> files(Turn turn) {
    var directory = turn.conversation().directory();
    try (var files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.endsWith(".md") || name.endsWith(".java"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static String firstLine(String prompt) {
    return prompt.lines().findFirst().orElse("Task");
  }

  private static String slug(String prompt) {
    var slug = firstLine(prompt).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var cut = slug.substring(0, Math.min(32, slug.length())).replaceAll("^-+|-+$", "");
    return cut.isEmpty() ? "task" : cut;
  }
}
