package dev.factoryfactory.snapshot;

/**
 * Why a workspace is where it is. In the order of urgency for a person: the first of two that need
 * one is shown first.
 */
enum ReasonCode {
  NEEDS_PERMISSION("Needs permission", Tone.ATTENTION, true),
  NEEDS_PLAN_APPROVAL("Needs plan approval", Tone.ATTENTION, true),
  NEEDS_ANSWER("Needs your answer", Tone.ATTENTION, true),
  SESSION_ERROR("Session error", Tone.DANGER, true),
  AGENT_SILENT("Agent says nothing", Tone.ATTENTION, true),
  SETUP_FAILED("Setup failed", Tone.DANGER, true),
  SETUP_WARNING("Setup script failed", Tone.ATTENTION, true),
  RATCHET_STALLED("Auto-fix stalled", Tone.ATTENTION, true),
  CHECKS_FAILED("Checks failed", Tone.DANGER, true),
  MERGE_CONFLICT("Merge conflict", Tone.ATTENTION, true),
  CHANGES_REQUESTED("Changes requested", Tone.ATTENTION, true),
  READY_TO_MERGE("Ready to merge", Tone.SUCCESS, true),
  READY_FOR_REVIEW("Ready for review", Tone.NEUTRAL, true),
  READY_FOR_NEXT_PROMPT("Ready for next prompt", Tone.NEUTRAL, false),
  NO_SESSION_STARTED("No session started", Tone.NEUTRAL, false),
  AGENT_WORKING("Agent working", Tone.WORKING, false),
  FIXING_CI_FAILURES("Fixing CI failures", Tone.WORKING, false),
  FIXING_REVIEW_COMMENTS("Fixing review comments", Tone.WORKING, false),
  FIXING_MERGE_CONFLICT("Fixing merge conflict", Tone.WORKING, false),
  CHECKING_PR("Checking PR", Tone.WORKING, false),
  WAITING_FOR_CI("Waiting for CI", Tone.WAITING, false),
  WAITING_FOR_LIMIT("Waits for usage limit", Tone.WAITING, false),
  WAITING_FOR_PLACE("Waits for a free place", Tone.WAITING, false),
  STARTING_SESSION("Starting session", Tone.WORKING, false),
  SETTING_UP("Setting up workspace", Tone.WORKING, false),
  MERGED("Merged", Tone.SUCCESS, false),
  PR_CLOSED("PR closed", Tone.NEUTRAL, false),
  ARCHIVING("Archiving", Tone.WORKING, false),
  ARCHIVED("Archived", Tone.NEUTRAL, false);

  private final StatusReason reason;

  ReasonCode(String label, Tone tone, boolean needsUser) {
    this.reason = new StatusReason(this, label, tone, needsUser);
  }

  StatusReason reason() {
    return reason;
  }
}
