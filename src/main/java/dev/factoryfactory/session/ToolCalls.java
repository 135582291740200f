package dev.factoryfactory.session;

import dev.factoryfactory.session.WireState.Call;
import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AgentText;
import dev.factoryfactory.session.acp.ToolChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Keeps tool calls by their id: whatever an agent sends first about one announces it. */
@Component
class ToolCalls {

  private static final int MAX_OUTPUT = 32 * 1024;
  private static final int SHOW_AFTER = 2 * 1024;

  void apply(SessionStep step, ToolChange change) {
    var known = step.wire().calls.get(change.toolCallId());
    var next = merged(known, change, step.now());
    boolean show = known == null || !change.fields().isEmpty() || showsOutput(change, next);
    if (show && change.terminal() != null) {
      addOutput(change, next);
      next = next.shown();
    }
    step.wire().remember(change.toolCallId(), next);
    if (known == null) {
      step.event(EventType.TOOL_CALL, announced(change));
    } else if (show && !step.mergesInto(change.toolCallId(), change.fields())) {
      var data = AcpJson.object().put("toolCallId", change.toolCallId());
      step.event(EventType.TOOL_CALL_UPDATE, data.setAll(change.fields()));
    }
  }

  /** Fails the calls that are still open: no agent will tell how they ended. */
  void settle(SessionStep step) {
    step.wire()
        .calls
        .replaceAll(
            (id, call) -> {
              if (!call.open()) {
                return call;
              }
              step.event(
                  EventType.TOOL_CALL_UPDATE,
                  AcpJson.object().put("toolCallId", id).put("status", "failed"));
              return call.closed();
            });
  }

  private static ObjectNode announced(ToolChange change) {
    var data = AcpJson.object().put("toolCallId", change.toolCallId());
    data.put("title", "").put("kind", "other").put("status", "pending");
    data.set("content", AcpJson.array());
    data.set("locations", AcpJson.array());
    data.putNull("rawInput").putNull("rawOutput");
    return data.setAll(change.fields());
  }

  private static Call merged(@Nullable Call known, ToolChange change, Instant now) {
    var fields = change.fields();
    var title = AgentText.field(fields, "title", AgentText.SHORT);
    var kind = AgentText.field(fields, "kind", AgentText.SHORT);
    var paths = change.paths();
    var base = known == null ? new Call("", "other", true, null, null, 0, now) : known;
    var terminal = change.terminal();
    var added = terminal == null || terminal.output() == null ? "" : terminal.output();
    return new Call(
        title == null ? base.title() : title,
        kind == null ? base.kind() : kind,
        fields.has("status") ? !change.ends() : base.open(),
        paths.isEmpty() ? base.subject() : paths.getFirst(),
        added.isEmpty() ? base.output() : tail(base.output(), added),
        base.unshown() + added.length(),
        base.since());
  }

  private static boolean showsOutput(ToolChange change, Call next) {
    var terminal = change.terminal();
    return terminal != null && (terminal.exitCode() != null || next.unshown() >= SHOW_AFTER);
  }

  /** Agents that run a terminal of their own tell its output beside the content. */
  private static void addOutput(ToolChange change, Call next) {
    var terminal = change.terminal();
    if (terminal == null || (next.output() == null && terminal.exitCode() == null)) {
      return;
    }
    var item = AcpJson.object().put("type", "terminal");
    item.put("output", next.output() == null ? "" : next.output());
    item.put("exitCode", terminal.exitCode());
    var content = AcpJson.array(AcpJson.items(change.fields(), "content", 100));
    change.fields().set("content", content.add(item));
  }

  private static String tail(@Nullable String before, String added) {
    var whole = before == null ? added : before + added;
    int from = Math.max(0, whole.length() - MAX_OUTPUT);
    boolean splits = from > 0 && Character.isLowSurrogate(whole.charAt(from));
    return whole.substring(splits ? from + 1 : from);
  }
}
