package dev.factoryfactory.workspace;

/** Whether a project's repository can be used. */
public enum ProjectState {
  CLONING,
  READY,
  FAILED
}
