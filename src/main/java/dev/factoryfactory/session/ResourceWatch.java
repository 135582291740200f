package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Measures what agents take while any runs, shows it, and keeps them within their limits. */
@Component
class ResourceWatch {

  private final Resources resources;
  private final SessionBoard board;
  private final StartLine line;
  private final Endings endings;
  private final @Nullable DataSize perSession;
  private boolean anyRan;

  ResourceWatch(
      Resources resources,
      SessionBoard board,
      StartLine line,
      Endings endings,
      SessionProperties properties) {
    this.resources = resources;
    this.board = board;
    this.line = line;
    this.endings = endings;
    this.perSession = properties.capacity().memoryPerSession();
  }

  /** Looks at all sessions once; never two at a time. */
  synchronized void look(Map<SessionId, LiveSession> live) {
    var running = new HashMap<SessionId, String>();
    live.forEach((id, session) -> session.process().ifPresent(it -> running.put(id, it)));
    if (running.isEmpty() && !anyRan) {
      return;
    }
    anyRan = !running.isEmpty();
    resources.measure(running);
    running.keySet().forEach(id -> judge(id, live.get(id)));
    line.startNext();
  }

  private void judge(SessionId id, @Nullable LiveSession session) {
    var use = resources.find(id);
    if (use == null || session == null) {
      return;
    }
    board.show(id, use);
    if (perSession != null && use.memoryBytes() > perSession.toBytes()) {
      Thread.startVirtualThread(() -> session.whileItRuns(step -> endings.endTooLarge(step, use)));
    }
  }
}
