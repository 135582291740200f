package dev.factoryfactory.session;

import java.util.Locale;

/** What a transcript event tells; its name in lower case is the type on the wire. */
enum EventType {
  SESSION_STATUS,
  USER_MESSAGE,
  MESSAGE_SEEN,
  AGENT_MESSAGE,
  AGENT_THOUGHT,
  TOOL_CALL,
  TOOL_CALL_UPDATE,
  PLAN,
  PERMISSION_REQUEST,
  PERMISSION_ANSWERED,
  TURN_STARTED,
  TURN_ENDED,
  MODE,
  MODEL,
  PERMISSIONS,
  COMMANDS,
  USAGE,
  TITLE,
  NOTICE,
  UNKNOWN;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether text that continues after this event still belongs to the block before it. */
  boolean keepsBlockOpen() {
    return switch (this) {
      case MESSAGE_SEEN, PERMISSIONS, USAGE, COMMANDS, MODE, MODEL, TITLE -> true;
      case AGENT_MESSAGE, AGENT_THOUGHT -> true;
      case SESSION_STATUS,
          USER_MESSAGE,
          TOOL_CALL,
          TOOL_CALL_UPDATE,
          PLAN,
          PERMISSION_REQUEST,
          PERMISSION_ANSWERED,
          TURN_STARTED,
          TURN_ENDED,
          NOTICE,
          UNKNOWN ->
          false;
    };
  }
}
