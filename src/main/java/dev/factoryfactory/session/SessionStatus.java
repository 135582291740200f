package dev.factoryfactory.session;

/** Where an agent session is in its life. */
public enum SessionStatus {
  /** Waits for its workspace to be ready. */
  WAITING,
  /** The agent's process starts and negotiates. */
  STARTING,
  /** The agent waits for a prompt. */
  IDLE,
  /** A turn runs. */
  WORKING,
  /** The process is being ended. */
  STOPPING,
  /** There is no process; it can be resumed. */
  STOPPED,
  /** It ended unexpectedly or could not start; it can be resumed. */
  FAILED
}
