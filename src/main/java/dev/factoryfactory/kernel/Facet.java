package dev.factoryfactory.kernel;

/**
 * The part of a workspace's snapshot that one domain owns. Immutable; only its owner makes it and
 * issues its revision.
 */
public interface Facet {

  /** The project in whose snapshot the facet is shown. */
  ProjectId projectId();

  /** The workspace that the facet describes. */
  WorkspaceId workspaceId();

  /**
   * Grows with every change of this facet of this workspace; nothing else decides which is newer.
   */
  long revision();
}
