package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.acp.AcpJson;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an agent asked of a person, answered or cancelled at most once. */
@Entity
@Table(name = "permission_request")
class StoredRequest {

  /** How far the request is. */
  enum State {
    OPEN,
    ANSWERED,
    CANCELLED
  }

  @EmbeddedId private OwnedId key;
  private String rpcId;
  private String toolCallId;

  @Enumerated(EnumType.STRING)
  private State state;

  private String detail;
  private @Nullable String optionId;
  private Instant createdAt;
  private @Nullable Instant answeredAt;
  @Version private @Nullable Long version;

  protected StoredRequest() {}

  StoredRequest(SessionId session, String rpcId, String toolCallId, PendingRequest request) {
    this.key = new OwnedId(session.value(), request.requestId());
    this.rpcId = rpcId;
    this.toolCallId = toolCallId;
    this.state = State.OPEN;
    this.detail = AcpJson.write(request);
    this.createdAt = request.createdAt();
  }

  void answer(String option, Instant now) {
    close(State.ANSWERED, option, now);
  }

  void cancel(Instant now) {
    close(State.CANCELLED, null, now);
  }

  private void close(State closed, @Nullable String option, Instant now) {
    if (state != State.OPEN) {
      throw new IllegalStateException("Request %s is %s already".formatted(key.id(), state));
    }
    state = closed;
    optionId = option;
    answeredAt = now;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  String rpcId() {
    return rpcId;
  }

  UUID sessionId() {
    return key.sessionId();
  }

  PendingRequest detail() {
    return AcpJson.read(detail, PendingRequest.class);
  }
}
