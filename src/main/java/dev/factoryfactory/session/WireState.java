package dev.factoryfactory.session;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.factoryfactory.session.acp.AcpUsage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server must remember of its talk with one agent process to go on after a restart: the
 * requests in flight, the open tool calls, the block of text being written. Stored with the session
 * in the same transaction as the events that led to it.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class WireState {

  private static final int REMEMBERED_CALLS = 100;

  long lastRequest;
  Map<Long, Awaited> awaited = new LinkedHashMap<>();
  Map<String, Call> calls = new LinkedHashMap<>();
  @Nullable Block block;
  long blocks;
  boolean canLoad;
  boolean canResume;
  boolean canFork;
  boolean canList;
  boolean takesImages;
  boolean takesResources;

  /** The agent's id of a conversation of which this session begins with a copy. */
  @Nullable String forkOf;

  /** Whether a conversation is loaded whose transcript is not known here yet. */
  boolean adopting;

  boolean loading;
  @Nullable String turnId;
  @Nullable String promptedMessage;
  boolean messageSeen;
  boolean cancelRequested;
  @Nullable String modeOption;
  @Nullable String modelOption;

  /** What the answer that ends the turn told of it. */
  @Nullable AcpUsage tokens;

  /** How much of what the agent says it cost is in the ledger. */
  @Nullable BigDecimal bookedCost;

  int planDone;
  int planTotal;
  int skippedLines;

  /** What an answer will mean. */
  enum Purpose {
    INITIALIZE,
    NEW_SESSION,
    LOAD_SESSION,
    RESUME_SESSION,
    FORK_SESSION,
    LIST_SESSIONS,
    PROMPT,
    SET_MODE,
    SET_MODEL
  }

  /**
   * A request of ours without an answer yet.
   *
   * @param value what it asks to set
   */
  record Awaited(Purpose purpose, @Nullable String value) {}

  /**
   * A tool call that was seen.
   *
   * @param output what its terminal wrote, its end if it is long
   * @param unshown how many characters of it came since it was last shown
   */
  record Call(
      String title,
      String kind,
      boolean open,
      @Nullable String subject,
      @Nullable String output,
      int unshown) {}

  /** The piece of speech to which further text belongs. */
  record Block(EventType type, String id, @Nullable String agentMessageId) {}

  /** Forgets what belonged to an earlier process, but not how blocks were counted. */
  WireState forNewProcess() {
    var next = new WireState();
    next.blocks = blocks;
    next.forkOf = forkOf;
    next.bookedCost = bookedCost;
    next.adopting = adopting;
    return next;
  }

  void remember(String id, Call call) {
    calls.put(id, call);
    var oldest = calls.entrySet().iterator();
    while (calls.size() > REMEMBERED_CALLS && oldest.hasNext()) {
      if (!oldest.next().getValue().open()) {
        oldest.remove();
      }
    }
  }
}
