package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to an agent as stored; changes only while it is queued. */
@Entity
@Table(name = "session_message")
class StoredMessage {

  @EmbeddedId private OwnedId key;
  private String text;

  @Enumerated(EnumType.STRING)
  private MessageState state;

  private long position;
  private @Nullable String turnId;
  private Instant createdAt;
  private @Nullable Instant sentAt;
  @Version private @Nullable Long version;

  protected StoredMessage() {}

  StoredMessage(SessionId session, String id, String text, long position, Instant now) {
    this.key = new OwnedId(session.value(), id);
    this.text = text;
    this.state = MessageState.QUEUED;
    this.position = position;
    this.createdAt = now;
  }

  void edit(String newText) {
    text = newText;
    sentAt = null;
  }

  void sendIn(String turn, Instant now) {
    state = MessageState.SENT;
    turnId = turn;
    sentAt = now;
  }

  /** Was sent, came to nothing, and is to be sent once more when its turn comes. */
  void waitAgain() {
    state = MessageState.QUEUED;
    turnId = null;
  }

  /** Whether the transcript has it already, as it is now. */
  boolean wasShown() {
    return sentAt != null;
  }

  void giveBack() {
    state = MessageState.FAILED;
  }

  /** The agent has begun to work on it; says whether that is news. */
  boolean see() {
    boolean news = state == MessageState.SENT;
    if (news) {
      state = MessageState.SEEN;
    }
    return news;
  }

  void moveTo(long place) {
    position = place;
  }

  long position() {
    return position;
  }

  boolean queued() {
    return state == MessageState.QUEUED;
  }

  String id() {
    return key.id();
  }

  String text() {
    return text;
  }

  MessageReceipt receipt() {
    return new MessageReceipt(key.id(), state);
  }

  Session.QueuedMessage toQueued(List<Attachment> attachments) {
    return new Session.QueuedMessage(key.id(), text, state, createdAt, attachments);
  }
}
