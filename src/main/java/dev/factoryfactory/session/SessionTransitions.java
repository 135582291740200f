package dev.factoryfactory.session;

import java.util.EnumSet;
import java.util.Set;

/** The moves of a session's life. What is not listed is an error, never silence. */
final class SessionTransitions {

  private SessionTransitions() {}

  static boolean allows(SessionStatus from, SessionStatus to) {
    return next(from).contains(to);
  }

  /** Whether a process belongs to the status. */
  static boolean hasProcess(SessionStatus status) {
    return switch (status) {
      case STARTING, IDLE, WORKING, STOPPING -> true;
      case WAITING, STOPPED, FAILED -> false;
    };
  }

  private static Set<SessionStatus> next(SessionStatus from) {
    return switch (from) {
      case WAITING ->
          EnumSet.of(SessionStatus.STARTING, SessionStatus.STOPPED, SessionStatus.FAILED);
      case STARTING ->
          EnumSet.of(
              SessionStatus.IDLE,
              SessionStatus.STOPPING,
              SessionStatus.STOPPED,
              SessionStatus.FAILED);
      case IDLE ->
          EnumSet.of(
              SessionStatus.WORKING,
              SessionStatus.STOPPING,
              SessionStatus.STOPPED,
              SessionStatus.FAILED);
      case WORKING ->
          EnumSet.of(
              SessionStatus.IDLE,
              SessionStatus.STOPPING,
              SessionStatus.STOPPED,
              SessionStatus.FAILED);
      case STOPPING -> EnumSet.of(SessionStatus.STOPPED, SessionStatus.FAILED);
      case STOPPED, FAILED -> EnumSet.of(SessionStatus.WAITING, SessionStatus.STARTING);
    };
  }
}
