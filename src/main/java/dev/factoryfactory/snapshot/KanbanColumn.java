package dev.factoryfactory.snapshot;

import org.jspecify.annotations.Nullable;

/** Where on the board a card lies. */
enum KanbanColumn {
  WORKING,
  WAITING,
  DONE;

  /**
   * A function of the reason alone, so that column and badge never contradict each other.
   *
   * @return {@code null} for what is off the board
   */
  static @Nullable KanbanColumn of(ReasonCode code) {
    return switch (code) {
      case ARCHIVING, ARCHIVED -> null;
      case SETTING_UP,
          AGENT_WORKING,
          WAITING_FOR_LIMIT,
          WAITING_FOR_PLACE,
          STARTING_SESSION,
          FIXING_CI_FAILURES,
          FIXING_REVIEW_COMMENTS,
          FIXING_MERGE_CONFLICT,
          CHECKING_PR,
          WAITING_FOR_CI ->
          WORKING;
      case NEEDS_PERMISSION,
          NEEDS_PLAN_APPROVAL,
          NEEDS_ANSWER,
          SESSION_ERROR,
          AGENT_SILENT,
          SETUP_FAILED,
          SETUP_WARNING,
          RATCHET_STALLED,
          CHECKS_FAILED,
          MERGE_CONFLICT,
          CHANGES_REQUESTED,
          READY_TO_MERGE,
          READY_FOR_REVIEW,
          NO_SESSION_STARTED,
          READY_FOR_NEXT_PROMPT ->
          WAITING;
      case MERGED, PR_CLOSED -> DONE;
    };
  }
}
