package dev.factoryfactory.session;

import dev.factoryfactory.session.SessionFacet.Activity;
import dev.factoryfactory.session.SessionFacet.PlanProgress;
import dev.factoryfactory.session.WireState.Call;
import org.jspecify.annotations.Nullable;

/** Says in a few of our words what an agent does now. */
final class Activities {

  private static final int MAX_SUBJECT = 60;

  private Activities() {}

  static @Nullable Activity of(SessionStatus status, WireState wire) {
    if (status != SessionStatus.WORKING) {
      return null;
    }
    var open = wire.calls.values().stream().filter(Call::open).toList();
    if (!open.isEmpty()) {
      return of(open.getLast());
    }
    var block = wire.block;
    return block != null && block.type() == EventType.AGENT_MESSAGE
        ? new Activity("message", "Writing an answer")
        : new Activity("think", "Thinking");
  }

  static @Nullable PlanProgress plan(WireState wire) {
    return wire.planTotal == 0 ? null : new PlanProgress(wire.planDone, wire.planTotal);
  }

  private static Activity of(Call call) {
    var subject = call.subject();
    var named = shortened(subject == null ? call.title() : fileName(subject));
    var label =
        switch (call.kind()) {
          case "read" -> "Reading " + named;
          case "edit" -> "Editing " + named;
          case "delete" -> "Deleting " + named;
          case "move" -> "Moving " + named;
          case "search" -> "Searching";
          case "execute" -> "Running " + shortened(call.title());
          case "think" -> "Thinking";
          case "fetch" -> "Fetching " + named;
          case "switch_mode" -> "Presenting its plan";
          default -> call.title().isBlank() ? "Using a tool" : shortened(call.title());
        };
    return new Activity(call.kind(), label.strip());
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String shortened(String text) {
    var line = text.lines().findFirst().orElse("").replace("`", "").strip();
    if (line.length() <= MAX_SUBJECT) {
      return line;
    }
    int end =
        Character.isHighSurrogate(line.charAt(MAX_SUBJECT - 1)) ? MAX_SUBJECT - 1 : MAX_SUBJECT;
    return line.substring(0, end) + "…";
  }
}
