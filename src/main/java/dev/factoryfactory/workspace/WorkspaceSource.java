package dev.factoryfactory.workspace;

/** What the branch of a workspace was made from. */
public enum WorkspaceSource {
  NEW_BRANCH,
  EXISTING_BRANCH
}
