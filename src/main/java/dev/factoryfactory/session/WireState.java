package dev.factoryfactory.session;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.factoryfactory.session.acp.AcpUsage;
import dev.factoryfactory.session.acp.AgentText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
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
  private static final int MAX_WORDS = 600;

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

  /** Whether the agent is being ended for another one's sake, so that a message wakes it. */
  boolean sleeping;

  @Nullable String modeOption;
  @Nullable String modelOption;

  /** What the answer that ends the turn told of it. */
  @Nullable AcpUsage tokens;

  /** How much of what the agent says it cost is in the ledger. */
  @Nullable BigDecimal bookedCost;

  int planDone;
  int planTotal;
  int skippedLines;
  int openRequests;

  /** When the agent was started, or found again. */
  @Nullable Instant startedAt;

  @Nullable Instant turnStartedAt;

  /** When the agent last said anything. */
  @Nullable Instant heardAt;

  /** Since when a person is asked, which stops every clock. */
  @Nullable Instant askedAt;

  @Nullable Instant cancelledAt;

  /** Why the server itself ended the turn. */
  @Nullable SessionProblem cancelReason;

  /** Since when a person is told that the agent says nothing. */
  @Nullable Instant silentSince;

  /** What the agent says in its present message; only the beginning when it is long. */
  @Nullable String words;

  @Nullable String wordsBlock;

  /** Whether the turn did anything that must not be done twice. */
  boolean worked;

  /** Whether the agent reports that the turn failed, whatever it answers. */
  boolean systemError;

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
   * @param since when it was first seen, moved on by the time in which a person was asked
   */
  record Call(
      String title,
      String kind,
      boolean open,
      @Nullable String subject,
      @Nullable String output,
      int unshown,
      @Nullable Instant since) {

    Call shown() {
      return new Call(title, kind, open, subject, output, 0, since);
    }

    Call closed() {
      return new Call(title, kind, false, subject, null, 0, since);
    }

    private Call later(Duration pause) {
      return new Call(
          title,
          kind,
          open,
          subject,
          output,
          unshown,
          since == null || !open ? since : since.plus(pause));
    }
  }

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

  /** Begins the clocks of a turn. */
  void beginTurn(String id, String messageId, Instant now) {
    turnId = id;
    promptedMessage = messageId;
    turnStartedAt = now;
    heardAt = now;
    askedAt = openRequests > 0 ? now : null;
    words = null;
    wordsBlock = null;
    worked = false;
    systemError = false;
    forgetCancel();
  }

  /** Keeps the beginning of a message, which is short when it is about an error. */
  void hear(String blockId, String piece) {
    if (!blockId.equals(wordsBlock)) {
      worked |= wordsBlock != null;
      wordsBlock = blockId;
      words = "";
    }
    if (words == null || words.length() <= MAX_WORDS) {
      var heard = (words == null ? "" : words) + piece;
      words =
          AgentText.bounded(
              heard.substring(0, Math.min(heard.length(), MAX_WORDS + 1)), MAX_WORDS + 1);
    }
  }

  /** The last words of the turn, if they are few and nothing came after them. */
  @Nullable String lastWords() {
    var last = block;
    return last != null
            && last.id().equals(wordsBlock)
            && words != null
            && words.length() <= MAX_WORDS
        ? words
        : null;
  }

  void endTurn() {
    turnId = null;
    promptedMessage = null;
    turnStartedAt = null;
    silentSince = null;
    forgetCancel();
  }

  private void forgetCancel() {
    cancelRequested = false;
    cancelledAt = null;
    cancelReason = null;
  }

  /** The agent asks a person: its clocks stand still until all is answered. */
  void ask(Instant now) {
    if (openRequests++ == 0) {
      askedAt = now;
    }
  }

  void answer(Instant now) {
    openRequests = Math.max(0, openRequests - 1);
    var since = askedAt;
    if (openRequests == 0 && since != null) {
      var pause = Duration.between(since, now);
      turnStartedAt = turnStartedAt == null ? null : turnStartedAt.plus(pause);
      calls.replaceAll((_, call) -> call.later(pause));
      heardAt = now;
      askedAt = null;
    }
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
