package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import java.util.List;

/** Which projects there are. */
interface SnapshotProjects {

  /** Those that are not archived. */
  List<ProjectId> active();

  /**
   * @throws dev.factoryfactory.kernel.DomainException {@code NOT_FOUND} when there is no such
   *     project
   */
  String nameOf(ProjectId project);
}
