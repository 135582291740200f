package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A git repository in which workspaces are made. Also its JSON on the wire.
 *
 * @param slug its name in paths; no other project has it
 * @param path the main checkout
 * @param gitUrl where it was cloned from, if it was
 * @param progress how far the clone is, while it runs
 * @param error why the clone failed
 * @param defaultBranch what new branches start from
 */
public record Project(
    ProjectId id,
    String name,
    String slug,
    String path,
    @Nullable String gitUrl,
    ProjectState state,
    @Nullable Progress progress,
    @Nullable WorkspaceProblem error,
    @Nullable String defaultBranch,
    @Nullable String githubOwner,
    @Nullable String githubRepo,
    boolean archived,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * A step of a clone.
   *
   * @param phase git's name for it, such as {@code Receiving objects}
   * @param percent 0 to 100
   */
  public record Progress(String phase, int percent) {}
}
