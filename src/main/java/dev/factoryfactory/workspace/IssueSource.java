package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;

/**
 * Where issues come from, as far as a new workspace needs them. Implemented in {@code
 * orchestration}.
 */
public interface IssueSource {

  /**
   * An issue that is still to be done.
   *
   * @throws dev.factoryfactory.kernel.DomainException NOT_FOUND, INVALID_STATE, or why it can't be
   *     read
   */
  Task read(ProjectId project, int number);

  /**
   * What an issue asks for.
   *
   * @param text other people's words
   */
  record Task(LinkedIssue issue, String text) {}
}
