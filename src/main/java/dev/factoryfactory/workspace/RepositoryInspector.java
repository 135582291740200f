package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out whether a path is a repository we can work in, and what there is to know about it. */
@Component
class RepositoryInspector {

  private static final Pattern GITHUB_URL =
      Pattern.compile(
          "^(?:https?://(?:[^@/]+@)?github\\.com/|ssh://git@github\\.com/|git@github\\.com:)"
              + "([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9._-]+?)(?:\\.git)?/?$");

  private final Git git;

  RepositoryInspector(Git git) {
    this.git = git;
  }

  /**
   * Reads a repository.
   *
   * @throws DomainException with a code of its own for each way in which the path does not do
   */
  RepositoryFacts inspect(Path path) {
    requireDirectory(path);
    var answer =
        git.tryRun(
            path,
            "rev-parse",
            "--is-bare-repository",
            "--absolute-git-dir",
            "--path-format=absolute",
            "--git-common-dir",
            "--show-superproject-working-tree");
    if (!answer.succeeded()) {
      throw notARepository(path, answer.errorText());
    }
    var lines = answer.text().lines().toList();
    if (lines.getFirst().equals("true")) {
      throw new DomainException(
          ErrorCode.BARE_REPOSITORY,
          "%s is a bare repository, which has no files to work on. Clone it and add the clone."
              .formatted(path));
    }
    if (lines.size() > 3) {
      throw new DomainException(
          ErrorCode.SUBMODULE,
          "%s is a submodule of %s. Add that repository, or a clone of the submodule's own."
              .formatted(path, lines.get(3)));
    }
    requireMainCheckout(path, Path.of(lines.get(1)), Path.of(lines.get(2)));
    return facts(path);
  }

  private RepositoryFacts facts(Path path) {
    var root = real(Path.of(git.run(path, "rev-parse", "--show-toplevel").strip()));
    var origin = git.tryRun(root, "remote", "get-url", "origin");
    var github = GITHUB_URL.matcher(origin.succeeded() ? origin.text().strip() : "");
    var onGitHub = github.matches();
    return new RepositoryFacts(
        root,
        defaultBranch(root),
        onGitHub ? github.group(1) : null,
        onGitHub ? github.group(2) : null);
  }

  private String defaultBranch(Path root) {
    var remote = shortName(root, "refs/remotes/origin/HEAD");
    if (remote != null && remote.startsWith("origin/")) {
      return remote.substring("origin/".length());
    }
    for (var usual : List.of("main", "master")) {
      if (git.tryRun(root, "show-ref", "--verify", "--quiet", "refs/heads/" + usual).succeeded()) {
        return usual;
      }
    }
    var current = shortName(root, "HEAD");
    return current == null ? "main" : current;
  }

  private @Nullable String shortName(Path root, String symbolicRef) {
    var answer = git.tryRun(root, "symbolic-ref", "--quiet", "--short", symbolicRef);
    return answer.succeeded() ? answer.text().strip() : null;
  }

  private static void requireDirectory(Path path) {
    if (!Files.exists(path)) {
      throw new DomainException(
          ErrorCode.PATH_MISSING, "There is nothing at %s. Check the spelling.".formatted(path));
    }
    if (!Files.isDirectory(path)) {
      throw new DomainException(
          ErrorCode.PATH_NOT_A_DIRECTORY,
          "%s is a file. Give the folder that holds the repository.".formatted(path));
    }
    if (!Files.isReadable(path) || !Files.isExecutable(path)) {
      throw notReadable(path, "its permissions do not let the server in");
    }
  }

  private static void requireMainCheckout(Path path, Path gitDir, Path commonDir) {
    if (real(gitDir).equals(real(commonDir))) {
      return;
    }
    var main = commonDir.getParent();
    throw new DomainException(
        ErrorCode.LINKED_WORKTREE,
        "%s is a linked worktree. Add the main checkout %s instead.".formatted(path, main),
        Map.of("mainCheckout", String.valueOf(main)));
  }

  private static DomainException notARepository(Path path, String error) {
    if (error.contains("dubious ownership")) {
      return notReadable(
          path,
          "git refuses it because another user owns it; run: git config --global --add"
              + " safe.directory "
              + path);
    }
    if (error.contains("ermission denied")) {
      return notReadable(path, "git may not read it");
    }
    return new DomainException(
        ErrorCode.NOT_A_REPOSITORY,
        "%s is not a git repository. Run git init there, or choose another folder."
            .formatted(path));
  }

  private static DomainException notReadable(Path path, String why) {
    return new DomainException(
        ErrorCode.PATH_NOT_READABLE, "%s can't be read: %s.".formatted(path, why));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      return path.toAbsolutePath().normalize();
    }
  }
}
