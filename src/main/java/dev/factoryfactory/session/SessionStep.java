package dev.factoryfactory.session;

import dev.factoryfactory.session.WireState.Awaited;
import dev.factoryfactory.session.WireState.Block;
import dev.factoryfactory.session.WireState.Purpose;
import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AgentInput;
import dev.factoryfactory.session.acp.AgentText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of a session in the making: new events, lines for the agent, facts for others. All of
 * it is stored in one transaction; what leaves the server leaves after that.
 */
final class SessionStep {

  /** A longer text goes on in a further event of the same block. */
  private static final int MAX_EVENT_TEXT = 32 * 1024;

  private final StoredSession session;
  private final Instant now;
  private final List<Draft> drafts = new ArrayList<>();
  private final List<AgentInput.Line> lines = new ArrayList<>();
  private final List<Object> facts = new ArrayList<>();
  private WireState wire;
  private Outbox outbox;
  private @Nullable StringBuilder text;
  private boolean summaryChanged;
  private boolean processUnwanted;

  private record Draft(EventType type, ObjectNode data) {}

  SessionStep(StoredSession session, long delivered, Instant now) {
    this.session = session;
    this.wire = session.wire();
    this.outbox = session.outbox().withoutDelivered(delivered);
    this.now = now;
  }

  StoredSession session() {
    return session;
  }

  WireState wire() {
    return wire;
  }

  Instant now() {
    return now;
  }

  void event(EventType type, ObjectNode data) {
    endText();
    if (!type.keepsBlockOpen()) {
      wire.block = null;
    }
    if (type == EventType.PERMISSION_REQUEST) {
      wire.ask(now);
    } else if (type == EventType.PERMISSION_ANSWERED) {
      wire.answer(now);
    }
    wire.worked |= type == EventType.TOOL_CALL;
    drafts.add(new Draft(type, data));
  }

  void notice(String level, String code, String message) {
    event(
        EventType.NOTICE,
        AcpJson.object().put("level", level).put("code", code).put("message", message));
  }

  /** Adds a piece of speech to the block it belongs to, or begins a block. */
  void speech(EventType type, @Nullable String agentMessageId, String piece) {
    var block = wire.block;
    if (block == null || !continues(block, type, agentMessageId)) {
      endText();
      block = new Block(type, "b" + ++wire.blocks, agentMessageId);
      wire.block = block;
    }
    if (text != null && text.length() + piece.length() > MAX_EVENT_TEXT) {
      endText();
    }
    if (text == null) {
      text = new StringBuilder();
      drafts.add(new Draft(type, AcpJson.object().put("blockId", block.id())));
    }
    text.append(piece);
    if (type == EventType.AGENT_MESSAGE) {
      wire.hear(block.id(), piece);
    }
  }

  private static boolean continues(Block block, EventType type, @Nullable String agentMessageId) {
    return block.type() == type
        && (agentMessageId == null
            || block.agentMessageId() == null
            || agentMessageId.equals(block.agentMessageId()));
  }

  private void endText() {
    if (text != null) {
      var whole = text.toString();
      drafts.getLast().data().put("text", AgentText.bounded(whole, whole.length() + 1));
      text = null;
    }
  }

  /** Adds to the tool call's update that was made in this step, if nothing came after it. */
  boolean mergesInto(String toolCallId, ObjectNode fields) {
    if (text != null || drafts.isEmpty()) {
      return false;
    }
    var last = drafts.getLast();
    boolean same =
        last.type() == EventType.TOOL_CALL_UPDATE
            && toolCallId.equals(AgentText.raw(last.data(), "toolCallId"));
    if (same) {
      last.data().setAll(fields);
    }
    return same;
  }

  void move(SessionStatus next, @Nullable String detail) {
    session.moveTo(next);
    summaryChanged = true;
    event(
        EventType.SESSION_STATUS,
        AcpJson.object().put("status", next.name()).put("detail", detail));
  }

  /** Fails the session; its process, if any, is ended after the change was stored. */
  void fail(SessionProblem problem) {
    session.fail(problem);
    move(SessionStatus.FAILED, problem.message());
    processUnwanted = true;
  }

  /** Says what the session waits for, once. */
  void waitFor(Waiting waiting) {
    if (waiting.equals(session.waiting())) {
      return;
    }
    if (SessionTransitions.allows(session.status(), SessionStatus.WAITING)) {
      session.moveTo(SessionStatus.WAITING);
    }
    session.waitFor(waiting, now);
    summaryChanged = true;
    event(
        EventType.SESSION_STATUS,
        AcpJson.object().put("status", session.status().name()).put("detail", waiting.message()));
  }

  /** Has the session's process ended after the change was stored. */
  void endProcess(String why) {
    move(SessionStatus.STOPPING, why);
    processUnwanted = true;
  }

  /** Sends a request and remembers what its answer will mean. */
  long request(Purpose purpose, @Nullable String value, LongFunction<String> line) {
    long id = ++wire.lastRequest;
    wire.awaited.put(id, new Awaited(purpose, value));
    send(line.apply(id));
    return id;
  }

  void send(String line) {
    outbox = outbox.with(line);
    lines.add(outbox.lines().getLast());
  }

  /** Begins the talk with a new process: nothing of the earlier one counts any more. */
  void beginProcess() {
    session.beginGeneration();
    wire = wire.forNewProcess();
    wire.startedAt = now;
    outbox = Outbox.EMPTY;
    lines.clear();
  }

  void fact(Object fact) {
    facts.add(fact);
  }

  void changedSummary() {
    summaryChanged = true;
  }

  boolean hasChangedSummary() {
    return summaryChanged;
  }

  boolean hasUnwantedProcess() {
    return processUnwanted;
  }

  List<AgentInput.Line> lines() {
    return List.copyOf(lines);
  }

  List<Object> facts() {
    return List.copyOf(facts);
  }

  /** Writes everything into the session and returns the events with their places. */
  List<TranscriptEvent> finish() {
    endText();
    session.keep(wire);
    session.keep(outbox);
    session.touch(now);
    long sequence = session.takeSequences(drafts.size());
    var events = new ArrayList<TranscriptEvent>();
    for (var draft : drafts) {
      JsonNode data = AcpJson.storable(draft.data());
      events.add(new TranscriptEvent(++sequence, draft.type().wireName(), now, data));
    }
    return events;
  }
}
