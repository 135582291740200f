package dev.factoryfactory.workspace;

/** How the set-up script of a workspace fares. */
public enum SetupState {
  /** There is no set-up script, or it has not been started. */
  NONE,
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT
}
