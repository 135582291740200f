package dev.factoryfactory.ratchet;

/** What the ratchet does for a workspace. */
public enum RatchetState {
  /** Nothing: nobody asked for it, or nothing is there to be fixed. */
  IDLE,
  /** It looks at the pull request. */
  CHECKING,
  FIXING_CI,
  FIXING_REVIEW,
  FIXING_CONFLICT,
  /** It has done what it may, and what was red still is. */
  STALLED
}
