package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says for a person why an agent could not be started. */
final class StartProblems {

  private static final Logger log = LoggerFactory.getLogger(StartProblems.class);

  private StartProblems() {}

  static SessionProblem of(Exception why, StoredSession session) {
    return switch (why) {
      case DomainException refusal ->
          new SessionProblem(
              refusal.code(),
              refusal.detail(),
              refusal.facts().get("fix") instanceof String fix ? fix : null);
      case IOException io ->
          new SessionProblem(
              ErrorCode.AGENT_FAILED,
              "%s could not be started: %s".formatted(session.agentTitle(), io.getMessage()),
              null);
      default -> {
        log.error("Could not start the agent of session {}", session.id(), why);
        yield new SessionProblem(
            ErrorCode.INTERNAL_ERROR,
            "%s could not be started.".formatted(session.agentTitle()),
            null);
      }
    };
  }
}
