package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ErrorCode;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the end of an agent's process means for its session. */
@Component
class Endings {

  private final Turns turns;
  private final AgentLauncher launcher;

  Endings(Turns turns, AgentLauncher launcher) {
    this.turns = turns;
    this.launcher = launcher;
  }

  /**
   * A person, or the end of the workspace, wants the session stopped.
   *
   * @param running whether there is a process to be ended first
   */
  void begin(SessionStep step, boolean running) {
    switch (step.session().status()) {
      case WAITING -> step.move(SessionStatus.STOPPED, null);
      case STARTING, IDLE, WORKING -> {
        turns.cancel(step);
        step.move(running ? SessionStatus.STOPPING : SessionStatus.STOPPED, null);
      }
      case STOPPING, STOPPED, FAILED -> {}
    }
  }

  /**
   * Another agent needs the place of one that does nothing.
   *
   * @return whether it does nothing, and is now being ended
   */
  boolean sleep(SessionStep step) {
    if (!turns.isResting(step)) {
      return false;
    }
    step.wire().sleeping = true;
    step.move(
        SessionStatus.STOPPING,
        "Put to sleep so that another agent could start; a message wakes it.");
    return true;
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
        var reason = step.wire().cancelReason;
        turns.endCancelled(step);
        if (reason == null) {
          step.move(SessionStatus.STOPPED, null);
        } else {
          step.fail(reason);
        }
      }
      case STARTING, IDLE, WORKING -> {
        if (ended == null || ended.wasGone()) {
          turns.giveBackUnseen(step);
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
    var words = launcher.lastWords(streams);
    var message = obituary(session.agentTitle(), code, words);
    if (words.size() > 1) {
      step.notice("error", "AGENT_LAST_WORDS", String.join("\n", words));
    }
    var problem = new SessionProblem(ErrorCode.AGENT_FAILED, message, null);
    turns.giveBackUnseen(step);
    turns.end(step, "agent_exited", problem);
    step.fail(problem);
  }

  /**
   * The agent holds more memory than one session may: it is ended before it takes the rest down.
   */
  void endTooLarge(SessionStep step, ResourceUse use) {
    var session = step.session();
    if (session.status() != SessionStatus.IDLE && session.status() != SessionStatus.WORKING) {
      return;
    }
    var message =
        "%s held %.1f GB of memory, more than one session may, and was ended. Resume goes on with its conversation."
            .formatted(session.agentTitle(), use.memoryBytes() / 1e9);
    var problem = new SessionProblem(ErrorCode.AGENT_TOO_LARGE, message, null);
    turns.end(step, "failed", problem);
    step.fail(problem);
  }

  /** How an agent ended, in one sentence with the last line it wrote for people. */
  private static String obituary(String title, OptionalInt exitCode, List<String> words) {
    var how = exitCode.isPresent() ? " (" + AgentExits.say(exitCode.getAsInt()) + ")" : "";
    return title + " ended unexpectedly" + how + (words.isEmpty() ? "." : ": " + words.getLast());
  }
}
