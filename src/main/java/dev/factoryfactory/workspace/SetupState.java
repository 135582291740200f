package dev.factoryfactory.workspace;

/** How the setup script of a workspace fares. */
public enum SetupState {
  /** There is no setup script, or it has not been started. */
  NONE,
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT
}
