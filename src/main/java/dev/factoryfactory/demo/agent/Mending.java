package dev.factoryfactory.demo.agent;

import java.nio.file.Files;
import java.util.regex.Pattern;

/**
 * What the scripted agent does with an order of auto-fix: it takes {@code broken.txt} away, which
 * is all that scripted checks mind, or does what that file tells it to; it ends conflicts in favour
 * of its own side and appends a line where a reviewer points.
 */
final class Mending {

  private static final String BROKEN = "broken.txt";
  private static final Pattern PLACE = Pattern.compile(" on (\\S+), line \\d+ says:");

  private Mending() {}

  static boolean isOrder(String prompt) {
    return prompt.contains("You work on pull request #");
  }

  static void play(Turn turn, String prompt) {
    if (prompt.startsWith("This branch conflicts")) {
      merge(turn, prompt);
    } else if (prompt.startsWith("Reviewers commented")) {
      answer(turn, prompt);
    } else {
      mend(turn);
    }
    turn.usage(20_000L + prompt.length());
  }

  /** A piece of work that its check will not like. */
  static void propose(Turn turn) {
    turn.think("A finer stone makes a finer flour. ");
    turn.edit("stone.txt", "A finer stone.\n");
    turn.edit(BROKEN, "gravel\n");
    turn.run("git", "add", "-A");
    turn.run(commitCommand("Grind a finer flour"));
    turn.say("The new stone is in. It can go to review.");
  }

  private static void mend(Turn turn) {
    turn.think("First the log, then the file that it names. ");
    var file = turn.conversation().directory().resolve(BROKEN);
    var told = Files.exists(file) ? Turn.read(file).strip() : "nothing is broken";
    switch (told) {
      case "leave it" -> turn.say("This needs a person: the flour has to be bought first.");
      case "make it worse" -> {
        turn.edit(BROKEN, "leave it\n");
        commit(turn, "Try another stone");
        turn.say("I tried another stone.");
      }
      case "fall over" -> System.exit(1);
      case "wait" -> {
        while (true) {
          turn.pause(1000);
        }
      }
      default -> {
        turn.look(BROKEN);
        turn.command("Take the gravel out", "git", "rm", "-q", BROKEN);
        commit(turn, "Take the gravel out");
        turn.say("The check failed on gravel in `" + BROKEN + "`. I took it out.");
      }
    }
  }

  private static void merge(Turn turn, String prompt) {
    var base = prompt.substring(prompt.indexOf("Base branch: ") + "Base branch: ".length());
    var name = base.lines().findFirst().orElse("main").strip();
    turn.command("See what the base has", "git", "fetch", "-q", "origin", name);
    turn.command(
        "Merge it",
        "git",
        "-c",
        "user.name=Demo agent",
        "-c",
        "user.email=demo@example.org",
        "merge",
        "-q",
        "--no-edit",
        "-X",
        "ours",
        "FETCH_HEAD");
    turn.say("I merged `" + name + "` and kept both sides' intent.");
  }

  private static void answer(Turn turn, String prompt) {
    var place = PLACE.matcher(prompt);
    if (!place.find()) {
      turn.say("I found nothing to change.");
      return;
    }
    var file = turn.conversation().directory().resolve(place.group(1)).normalize();
    if (!file.startsWith(turn.conversation().directory()) || !Files.exists(file)) {
      turn.say("The file that they speak of is gone.");
      return;
    }
    turn.edit(place.group(1), Turn.read(file) + "Sharpened, as the reviewer asked.\n");
    commit(turn, "Do what the reviewer asked");
    turn.say("Done as asked in `" + place.group(1) + "`.");
  }

  private static void commit(Turn turn, String message) {
    turn.run("git", "add", "-A");
    turn.command("Commit it", commitCommand(message));
  }

  private static String[] commitCommand(String message) {
    return new String[] {
      "git",
      "-c",
      "user.name=Demo agent",
      "-c",
      "user.email=demo@example.org",
      "commit",
      "-q",
      "--no-verify",
      "-m",
      message
    };
  }
}
