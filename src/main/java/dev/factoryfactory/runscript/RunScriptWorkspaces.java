package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What run scripts need of whoever owns workspaces. Implemented in {@code orchestration}. */
public interface RunScriptWorkspaces {

  /** The workspace as it is now; empty when there is none with this id. */
  Optional<Place> find(WorkspaceId workspaceId);

  /**
   * The scripts that the worktree's {@code factory-factory.json} names at this moment.
   *
   * @throws DomainException when the file can't be understood or there is no worktree
   */
  Scripts scripts(WorkspaceId workspaceId);

  /**
   * Where a run script runs.
   *
   * @param ready whether something may start in it
   * @param worktree its directory
   */
  record Place(ProjectId projectId, WorkspaceId workspaceId, boolean ready, Path worktree) {}

  /**
   * Commands for a shell.
   *
   * @param run the dev server
   * @param postRun started when the dev server runs
   * @param cleanup run before the dev server is stopped
   */
  record Scripts(@Nullable String run, @Nullable String postRun, @Nullable String cleanup) {

    /** The same with the port filled in. */
    Scripts at(int port) {
      return new Scripts(fill(run, port), fill(postRun, port), fill(cleanup, port));
    }

    private static @Nullable String fill(@Nullable String script, int port) {
      return script == null ? null : script.replace("{port}", Integer.toString(port));
    }
  }
}
