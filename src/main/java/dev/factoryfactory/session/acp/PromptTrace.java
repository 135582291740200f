package dev.factoryfactory.session.acp;

import dev.factoryfactory.session.acp.AcpMessage.Answer;
import dev.factoryfactory.session.acp.AcpMessage.Notification;
import dev.factoryfactory.session.acp.AcpMessage.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Says whether an agent has a prompt of which nobody noted that it was delivered: by what the agent
 * wrote since. A prompt is only sent while no turn runs, so whatever belongs to a turn is about it.
 */
final class PromptTrace {

  /** An agent that has read a prompt says something about it within this time. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int MAX_LINE = 1024 * 1024;
  private static final Set<String> OF_A_TURN =
      Set.of("agent_message_chunk", "agent_thought_chunk", "tool_call", "tool_call_update", "plan");

  private PromptTrace() {}

  /**
   * Waits for a trace of a line.
   *
   * @param line what was about to be written; a line that is no prompt leaves none, and does no
   *     harm when it comes twice
   * @param from how long the journal was before
   */
  static boolean shows(Path journal, long from, String line)
      throws IOException, InterruptedException {
    if (!(AcpMessage.parse(line) instanceof Request prompt)
        || !prompt.method().equals("session/prompt")) {
      return false;
    }
    long patientUntil = System.nanoTime() + PATIENCE.toNanos();
    try (var since = Journal.open(journal, from, MAX_LINE)) {
      while (true) {
        for (var written : since.read()) {
          if (isAbout(written.message(), prompt.id().asLong(0))) {
            return true;
          }
        }
        if (since.atEnd()) {
          if (System.nanoTime() > patientUntil) {
            return false;
          }
          Thread.sleep(PAUSE);
        }
      }
    }
  }

  private static boolean isAbout(AcpMessage written, long prompt) {
    return switch (written) {
      case Answer answer -> answer.id() == prompt;
      case Request _ -> true;
      case Notification told -> {
        var kind = AgentText.field(told.params().path("update"), "sessionUpdate", 100);
        yield kind != null && OF_A_TURN.contains(kind);
      }
      case AcpMessage.Unknown _, AcpMessage.Unreadable _, AcpMessage.Blank _ -> false;
    };
  }
}
