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
  SETUP_FAILED("Setup failed", Tone.DANGER, true),
  SETUP_WARNING("Setup script failed", Tone.ATTENTION, true),
  MERGE_CONFLICT("Merge conflict", Tone.ATTENTION, true),
  READY_FOR_REVIEW("Ready for review", Tone.NEUTRAL, true),
  READY_FOR_NEXT_PROMPT("Ready for next prompt", Tone.NEUTRAL, false),
  NO_SESSION_STARTED("No session started", Tone.NEUTRAL, false),
  AGENT_WORKING("Agent working", Tone.WORKING, false),
  STARTING_SESSION("Starting session", Tone.WORKING, false),
  SETTING_UP("Setting up workspace", Tone.WORKING, false),
  MERGED("Merged", Tone.SUCCESS, false),
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
