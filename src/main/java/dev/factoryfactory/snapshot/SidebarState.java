package dev.factoryfactory.snapshot;

/** The two dots of a sidebar row: what the agent does and how the checks stand. */
record SidebarState(Activity activityState, CiState ciState) {

  enum Activity {
    WORKING,
    IDLE
  }

  /** The pull request in one word. */
  enum CiState {
    /** There is no pull request. */
    NONE,
    MERGED,
    CLOSED,
    CONFLICT,
    PASSING,
    FAILING,
    RUNNING,
    UNKNOWN
  }
}
