package dev.factoryfactory.session;

/** How far a message to an agent is. */
public enum MessageState {
  /** Stored; goes out when its turn comes. */
  QUEUED,
  /** Given to the agent. */
  SENT,
  /** The agent has begun to work on it. */
  SEEN,
  /** The agent did not take it; its text is given back. */
  FAILED
}
