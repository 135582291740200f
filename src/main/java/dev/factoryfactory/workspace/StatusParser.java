package dev.factoryfactory.workspace;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code git status --porcelain=v2 --branch -z --ignored=matching}. */
final class StatusParser {

  private @Nullable String branch;
  private @Nullable String head;
  private boolean hasUpstream;
  private int aheadOfUpstream;
  private int behindUpstream;
  private int conflicts;
  private final Map<String, String> states = new LinkedHashMap<>();
  private final Set<String> unseen = new HashSet<>();

  private StatusParser() {}

  static GitFacts.Status parse(List<String> lines) {
    var parser = new StatusParser();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.startsWith("# ")) {
        parser.header(line.substring(2));
      } else if (!line.isEmpty()) {
        parser.file(line);
        if (line.charAt(0) == '2') {
          i++; // a rename's old name has a field of its own
        }
      }
    }
    return new GitFacts.Status(
        parser.branch,
        parser.head,
        parser.hasUpstream,
        parser.aheadOfUpstream,
        parser.behindUpstream,
        parser.conflicts,
        parser.states,
        parser.unseen);
  }

  private void header(String line) {
    var value = line.substring(line.indexOf(' ') + 1);
    switch (line.substring(0, line.indexOf(' '))) {
      case "branch.oid" -> head = value.equals("(initial)") ? null : value;
      case "branch.head" -> branch = value.equals("(detached)") ? null : value;
      case "branch.upstream" -> hasUpstream = true;
      case "branch.ab" -> {
        var counts = value.split(" ");
        aheadOfUpstream = Integer.parseInt(counts[0].substring(1));
        behindUpstream = Integer.parseInt(counts[1].substring(1));
      }
      default -> {
        // Newer gits may say more than is used here.
      }
    }
  }

  private void file(String line) {
    switch (line.charAt(0)) {
      case '!' -> unseen.add(line.substring(2));
      case '?' -> untracked(line.substring(2));
      case '1' -> tracked(line, 9);
      case '2' -> tracked(line, 10);
      case 'u' -> {
        conflicts++;
        tracked(line, 11);
      }
      default -> {
        // Newer gits may say more than is used here.
      }
    }
  }

  private void untracked(String path) {
    states.put(path, GitFacts.Status.UNTRACKED);
    if (path.endsWith("/")) {
      unseen.add(path); // a repository of its own, which git does not look into
    }
  }

  /** The letters for index and worktree come second, the path last and maybe with blanks in it. */
  private void tracked(String line, int fields) {
    var parts = line.split(" ", fields);
    states.put(parts[fields - 1], parts[1]);
  }
}
