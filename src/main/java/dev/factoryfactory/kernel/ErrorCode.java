package dev.factoryfactory.kernel;

/** Every reason to refuse that a client may see. A name, once published, keeps its meaning. */
public enum ErrorCode {
  // Any resource
  NOT_FOUND(Kind.MISSING),
  INVALID_INPUT(Kind.INVALID),
  CONFLICT(Kind.CONFLICT),
  INVALID_STATE(Kind.CONFLICT),
  INTERNAL_ERROR(Kind.FAULT),
  // Getting in
  UNAUTHENTICATED(Kind.UNAUTHENTICATED),
  FOREIGN_HOST(Kind.FORBIDDEN),
  FOREIGN_ORIGIN(Kind.FORBIDDEN),
  // Projects
  PATH_MISSING(Kind.INVALID),
  PATH_NOT_READABLE(Kind.INVALID),
  PATH_NOT_A_DIRECTORY(Kind.INVALID),
  NOT_A_REPOSITORY(Kind.INVALID),
  BARE_REPOSITORY(Kind.INVALID),
  SUBMODULE(Kind.INVALID),
  LINKED_WORKTREE(Kind.INVALID),
  PROJECT_EXISTS(Kind.CONFLICT),
  PROJECT_NOT_READY(Kind.CONFLICT),
  INVALID_GIT_URL(Kind.INVALID),
  CLONE_FAILED(Kind.UPSTREAM),
  // Workspaces
  INVALID_NAME(Kind.INVALID),
  BRANCH_NOT_FOUND(Kind.INVALID),
  BRANCH_CHECKED_OUT(Kind.CONFLICT),
  BRANCH_MOVED(Kind.CONFLICT),
  GIT_FAILED(Kind.FAULT),
  SETUP_FAILED(Kind.FAULT),
  SETUP_TIMED_OUT(Kind.FAULT),
  INVALID_CONFIG(Kind.INVALID),
  WORKTREE_MISSING(Kind.CONFLICT),
  WOULD_LOSE_WORK(Kind.CONFLICT),
  PATH_OUTSIDE_WORKTREE(Kind.INVALID),
  INTERRUPTED(Kind.FAULT),
  // Sessions
  UNKNOWN_AGENT(Kind.INVALID),
  AGENT_UNAVAILABLE(Kind.CONFLICT),
  AGENT_SIGNED_OUT(Kind.CONFLICT),
  AGENT_FAILED(Kind.UPSTREAM),
  MESSAGE_ALREADY_SENT(Kind.CONFLICT),
  QUEUE_FULL(Kind.LIMIT),
  REQUEST_ALREADY_ANSWERED(Kind.CONFLICT),
  UNKNOWN_OPTION(Kind.INVALID),
  // Run scripts
  NO_RUN_SCRIPT(Kind.CONFLICT),
  NO_FREE_PORT(Kind.CONFLICT),
  RUN_SCRIPT_FAILED(Kind.FAULT),
  PROCESS_LOST(Kind.FAULT);

  /** What kind of answer a code is; the web layer maps it to an HTTP status. */
  public enum Kind {
    INVALID,
    MISSING,
    CONFLICT,
    LIMIT,
    UNAUTHENTICATED,
    FORBIDDEN,
    UPSTREAM,
    FAULT
  }

  private final Kind kind;

  ErrorCode(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
