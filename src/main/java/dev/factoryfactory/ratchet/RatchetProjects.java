package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.ProjectId;

/** Bridge to the projects whose settings these are. */
public interface RatchetProjects {

  /**
   * Refuses what is no project.
   *
   * @throws dev.factoryfactory.kernel.DomainException NOT_FOUND
   */
  void require(ProjectId project);
}
