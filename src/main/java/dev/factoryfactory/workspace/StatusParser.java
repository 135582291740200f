package dev.factoryfactory.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code git status --porcelain=v2 --branch -z}. */
final class StatusParser {

  private @Nullable String branch;
  private @Nullable String head;
  private boolean hasUpstream;
  private int aheadOfUpstream;
  private int behindUpstream;
  private int uncommitted;
  private int untracked;
  private int conflicts;

  private StatusParser() {}

  static GitFacts.Status parse(List<String> lines) {
    var parser = new StatusParser();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.startsWith("# ")) {
        parser.header(line.substring(2));
      } else if (!line.isEmpty()) {
        parser.file(line.charAt(0));
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
        parser.uncommitted,
        parser.untracked,
        parser.conflicts);
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

  private void file(char kind) {
    uncommitted++;
    if (kind == 'u') {
      conflicts++;
    }
    if (kind == '?') {
      untracked++;
    }
  }
}
