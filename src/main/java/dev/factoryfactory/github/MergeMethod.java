package dev.factoryfactory.github;

/** How a pull request's commits come into its base. */
public enum MergeMethod {
  MERGE,
  SQUASH,
  REBASE
}
