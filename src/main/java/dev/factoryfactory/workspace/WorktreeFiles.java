package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.git.Git;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds and reads files of a worktree; nothing outside it, whatever a path or link says. */
@Component
class WorktreeFiles {

  private static final int MAX_CONTENT = 1 << 20;
  private static final int BINARY_PROBE = 8_192;

  private final Git git;

  WorktreeFiles(Git git) {
    this.git = git;
  }

  /** Files that git does not ignore, best match for the query first. */
  List<WorktreeFile> search(Path worktree, String query, int limit) {
    var wanted = query.strip().toLowerCase(Locale.ROOT);
    return Git.splitZero(
            git.run(
                worktree,
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
                "--deduplicate"))
        .stream()
        .filter(path -> !path.endsWith("/") && path.toLowerCase(Locale.ROOT).contains(wanted))
        .sorted(
            Comparator.comparingInt((String path) -> rank(path, wanted))
                .thenComparingInt(WorktreeFiles::depth)
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .map(WorktreeFile::new)
        .toList();
  }

  /**
   * Reads a file.
   *
   * @throws DomainException PATH_OUTSIDE_WORKTREE or NOT_FOUND
   */
  WorktreeFile.Content read(Path worktree, String path) throws IOException {
    var file = inside(worktree, path);
    if (!Files.isRegularFile(file)) {
      throw new DomainException(
          ErrorCode.NOT_FOUND, "There is no file %s in this workspace.".formatted(path));
    }
    var size = Files.size(file);
    byte[] bytes;
    try (var stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(MAX_CONTENT);
    }
    var text = isBinary(bytes) ? null : decode(bytes);
    return new WorktreeFile.Content(
        path, size, text == null, size > bytes.length, language(path), text);
  }

  /** A path from outside, held inside the worktree by its text and by its real path. */
  private static Path inside(Path worktree, String path) throws IOException {
    try {
      var file = worktree.resolve(path).normalize();
      var inGitDirectory = file.startsWith(worktree.resolve(".git"));
      if (!inGitDirectory && !Path.of(path).isAbsolute() && FileTrees.isInside(worktree, file)) {
        return file;
      }
    } catch (InvalidPathException malformed) {
      // Falls through to the same refusal.
    }
    throw new DomainException(
        ErrorCode.PATH_OUTSIDE_WORKTREE, "The path does not lead to a file of this workspace.");
  }

  private static int rank(String path, String wanted) {
    var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.equals(wanted)) {
      return 0;
    }
    if (name.startsWith(wanted)) {
      return 1;
    }
    return name.contains(wanted) ? 2 : 3;
  }

  private static int depth(String path) {
    return (int) path.chars().filter(character -> character == '/').count();
  }

  private static boolean isBinary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, BINARY_PROBE); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static String decode(byte[] bytes) throws IOException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  private static @Nullable String language(String path) {
    var dot = path.lastIndexOf('.');
    return dot <= path.lastIndexOf('/') + 1
        ? null
        : path.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
