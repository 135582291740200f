package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the diff of a worktree against its base, bounded per file and as a whole. */
@Component
class DiffReader {

  private static final int MAX_FILES = 3_000;
  private static final int MAX_LINES_IN_PATCHES = 60_000;
  private static final int MAX_PATCH = 200_000;
  private static final int MAX_SINGLE_PATCH = 4_000_000;
  private static final int MAX_TOTAL = 6_000_000;

  private final GitFacts facts;
  private final GitRefs refs;

  DiffReader(GitFacts facts, GitRefs refs) {
    this.facts = facts;
    this.refs = refs;
  }

  /** One file as {@code --raw} and {@code --numstat} tell of it. */
  private record Line(
      String path,
      @Nullable String oldPath,
      char letter,
      int additions,
      int deletions,
      boolean binary) {}

  /**
   * Reads the diff.
   *
   * @param onlyPath the one file wanted, with a larger bound; {@code null} for all
   */
  WorkspaceDiff read(WorkspaceRow row, @Nullable String onlyPath) throws IOException {
    var place = GitPlace.of(row.worktree());
    var status = facts.status(row.worktree());
    var baseTip = row.baseRef() == null ? null : refs.commit(place.common(), row.baseRef());
    var base = facts.comparisonBase(place, status.head(), baseTip, row.baseCommit());
    var lines = lines(place, status, base);
    int additions = lines.stream().mapToInt(Line::additions).sum();
    int deletions = lines.stream().mapToInt(Line::deletions).sum();
    var wanted = new ArrayList<>(lines);
    if (onlyPath != null) {
      wanted.removeIf(line -> !line.path().equals(onlyPath));
    }
    var tooMany = wanted.size() > MAX_FILES;
    if (tooMany) {
      wanted.subList(MAX_FILES, wanted.size()).clear();
    }
    var patches = patches(place, status, base, wanted, onlyPath);
    var files = new ArrayList<FileDiff>();
    for (var line : wanted) {
      files.add(file(line, status.states().get(line.path()), patches, onlyPath != null));
    }
    var cut = tooMany || files.stream().anyMatch(FileDiff::patchTruncated);
    return new WorkspaceDiff(
        row.baseBranch(),
        row.baseCommit() == null ? null : base,
        status.head(),
        additions,
        deletions,
        cut,
        files);
  }

  private FileDiff file(
      Line line, @Nullable String status, Map<String, String> patches, boolean single) {
    var patch = patches.get(line.path());
    var limit = single ? MAX_SINGLE_PATCH : MAX_PATCH;
    var tooLong = patch != null && patch.length() > limit;
    var missing = patch == null && !line.binary() && line.letter() != 'U';
    return new FileDiff(
        line.path(),
        line.oldPath(),
        status(line, status),
        line.additions(),
        line.deletions(),
        line.binary(),
        status != null,
        tooLong ? cut(String.valueOf(patch), limit) : patch,
        tooLong || missing);
  }

  private List<Line> lines(GitPlace place, GitFacts.Status status, String base) throws IOException {
    var fields =
        Git.splitZero(
            facts.diff(place, status, List.of("--raw", "--numstat", "-z", base), List.of()));
    var letters = new HashMap<String, Character>();
    var lines = new ArrayList<Line>();
    for (int i = 0; i < fields.size(); i++) {
      var field = fields.get(i);
      if (field.startsWith(":")) {
        var letter = field.charAt(field.lastIndexOf(' ') + 1);
        i += letter == 'R' || letter == 'C' ? 2 : 1;
        letters.merge(fields.get(i), letter, (first, second) -> first == 'U' ? first : second);
      } else {
        var parts = field.split("\t", 3);
        var renamed = parts[2].isEmpty();
        var path = renamed ? fields.get(i + 2) : parts[2];
        lines.add(
            new Line(
                path,
                renamed ? fields.get(i + 1) : null,
                letters.getOrDefault(path, 'M'),
                GitFacts.count(parts[0]),
                GitFacts.count(parts[1]),
                parts[0].equals("-")));
        i += renamed ? 2 : 0;
      }
    }
    return lines;
  }

  /** The patches of as many files, from the first on, as the bound on the whole allows. */
  private Map<String, String> patches(
      GitPlace place,
      GitFacts.Status status,
      String base,
      List<Line> wanted,
      @Nullable String onlyPath)
      throws IOException {
    var affordable = new ArrayList<Line>();
    int lines = 0;
    for (var line : wanted) {
      lines += line.additions() + line.deletions();
      if (!line.binary() && (onlyPath != null || lines <= MAX_LINES_IN_PATCHES)) {
        affordable.add(line);
      }
    }
    if (affordable.isEmpty()) {
      return Map.of();
    }
    var paths = new ArrayList<String>();
    if (affordable.size() < wanted.size() || onlyPath != null) {
      for (var line : affordable) {
        paths.add(line.path());
        if (line.oldPath() != null) {
          paths.add(line.oldPath());
        }
      }
    }
    var text = facts.diff(place, status, List.of("--patch", base), paths);
    return assign(split(text), affordable);
  }

  /** Git writes patches in the order in which it lists files. */
  private static Map<String, String> assign(List<String> patches, List<Line> lines) {
    var byPath = new HashMap<String, String>();
    if (patches.size() != lines.size()) {
      for (var patch : patches) {
        lines.stream()
            .filter(line -> patch.lines().findFirst().orElse("").endsWith(" b/" + line.path()))
            .findFirst()
            .ifPresent(line -> byPath.putIfAbsent(line.path(), patch));
      }
      return byPath;
    }
    int total = 0;
    for (int i = 0; i < lines.size(); i++) {
      total += Math.min(patches.get(i).length(), MAX_PATCH);
      if (total <= MAX_TOTAL || lines.size() == 1) {
        byPath.put(lines.get(i).path(), patches.get(i));
      }
    }
    return byPath;
  }

  private static List<String> split(String text) {
    var patches = new ArrayList<String>();
    int start = text.startsWith("diff --") ? 0 : -1;
    while (start >= 0) {
      int next = text.indexOf("\ndiff --", start);
      patches.add(next < 0 ? text.substring(start) : text.substring(start, next + 1));
      start = next < 0 ? -1 : next + 1;
    }
    return patches;
  }

  private static FileDiff.Status status(Line line, @Nullable String state) {
    if (line.letter() == 'U' || isConflict(state)) {
      return FileDiff.Status.CONFLICTED;
    }
    if (GitFacts.Status.UNTRACKED.equals(state)) {
      return FileDiff.Status.UNTRACKED;
    }
    return switch (line.letter()) {
      case 'A' -> FileDiff.Status.ADDED;
      case 'D' -> FileDiff.Status.DELETED;
      case 'R' -> FileDiff.Status.RENAMED;
      case 'C' -> FileDiff.Status.COPIED;
      default -> FileDiff.Status.MODIFIED;
    };
  }

  private static boolean isConflict(@Nullable String state) {
    return state != null && (state.indexOf('U') >= 0 || state.equals("AA") || state.equals("DD"));
  }

  private static String cut(String patch, int limit) {
    return patch.substring(0, patch.lastIndexOf('\n', limit) + 1);
  }
}
