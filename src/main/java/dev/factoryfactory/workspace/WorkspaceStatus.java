package dev.factoryfactory.workspace;

/** Where a workspace is in its life. */
public enum WorkspaceStatus {
  /** Recorded; nothing was made yet. */
  NEW,
  /** Its worktree is being made, or its setup script runs. */
  PROVISIONING,
  /** Its worktree can be used. */
  READY,
  /** Provisioning did not succeed; it can be retried or archived. */
  FAILED,
  /** Its files are being kept under a private ref and its worktree removed. */
  ARCHIVING,
  /** Its worktree is gone; what was in it can be restored. */
  ARCHIVED
}
