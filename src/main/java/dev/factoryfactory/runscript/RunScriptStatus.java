package dev.factoryfactory.runscript;

/** How far a run script is. */
public enum RunScriptStatus {
  IDLE,
  STARTING,
  RUNNING,
  STOPPING,
  COMPLETED,
  FAILED
}
