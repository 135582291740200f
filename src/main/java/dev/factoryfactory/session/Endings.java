package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the end of an agent's process means for its session. */
@Component
class Endings {

  private final Turns turns;
  private final AgentLauncher launcher;
  private final Duration startLimit;

  Endings(Turns turns, AgentLauncher launcher, SessionProperties properties) {
    this.turns = turns;
    this.launcher = launcher;
    this.startLimit = properties.limits().start();
  }

  /**
   * The process is gone: the session says why and leaves nothing open.
   *
   * @param ended the process, {@code null} when there never was one
   */
  void end(SessionStep step, @Nullable AgentRun ended) {
    var session = step.session();
    switch (session.status()) {
      case STOPPING -> {
        turns.end(step, "cancelled", null);
        step.move(SessionStatus.STOPPED, null);
      }
      case STARTING, IDLE, WORKING -> {
        if (ended == null || ended.wasGone()) {
          turns.end(step, "server_restarted", null);
          step.move(SessionStatus.STOPPED, "The agent ended while the server was away.");
        } else {
          endUnasked(step, ended);
        }
      }
      case WAITING, STOPPED, FAILED -> {}
    }
    turns.leaveNothingOpen(step);
    session.lostProcess();
  }

  private void endUnasked(SessionStep step, AgentRun ended) {
    var session = step.session();
    var code = ended.exitCode();
    if (session.status() == SessionStatus.IDLE && code.isPresent() && code.getAsInt() == 0) {
      step.move(SessionStatus.STOPPED, "The agent ended by itself.");
      return;
    }
    var streams = launcher.streams(session.id(), session.generation());
    var message = launcher.obituary(session.agentTitle(), code, streams);
    var problem = new SessionProblem(ErrorCode.AGENT_FAILED, message, null);
    turns.end(step, "agent_exited", problem);
    step.fail(problem);
  }

  /** An agent that can't be prompted after the time for that is given up. */
  void failIfStillStarting(SessionStep step) {
    var session = step.session();
    if (session.status() == SessionStatus.STARTING) {
      step.fail(
          new SessionProblem(
              ErrorCode.AGENT_FAILED,
              "%s was not ready within %d seconds."
                  .formatted(session.agentTitle(), startLimit.toSeconds()),
              null));
    }
  }
}
