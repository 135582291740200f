package dev.factoryfactory.snapshot;

/** The two dots of a sidebar row: what the agent does and how the checks stand. */
record SidebarState(Activity activityState, CiState ciState) {

  enum Activity {
    WORKING,
    IDLE
  }

  /** Grows with the pull request's facet. */
  enum CiState {
    /** There is no pull request. */
    NONE
  }
}
