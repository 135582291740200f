package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.platform.git.Git;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * Refuses to put a worktree away whose submodules hold work that is nowhere else: git keeps a
 * submodule's own repository with the worktree, so it would go with it.
 */
@Component
class SubmoduleGuard {

  private static final String GITLINK = "160000 ";

  private final Git git;

  SubmoduleGuard(Git git) {
    this.git = git;
  }

  void requireNothingToLose(Path worktree) {
    for (var line : Git.splitZero(git.run(worktree, "ls-files", "-z", "--stage"))) {
      if (line.startsWith(GITLINK)) {
        var name = line.substring(line.indexOf('\t') + 1);
        var submodule = worktree.resolve(name);
        if (Files.exists(submodule.resolve(".git")) && holdsWork(submodule)) {
          throw new DomainException(
              ErrorCode.WOULD_LOSE_WORK,
              "The submodule %s has changes or commits that are not pushed. Push or remove them first."
                  .formatted(name));
        }
      }
    }
  }

  private boolean holdsWork(Path submodule) {
    return !git.run(submodule, "status", "--porcelain").isBlank()
        || !git.run(
                submodule, "rev-list", "--max-count=1", "HEAD", "--branches", "--not", "--remotes")
            .isBlank();
  }
}
