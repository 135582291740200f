package dev.factoryfactory.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a session. Opaque to clients; a UUID's text on the wire. */
public record SessionId(@JsonValue UUID value) {

  /** Makes a new id that no other session has. */
  public static SessionId random() {
    return new SessionId(UUID.randomUUID());
  }

  /**
   * Reads an id from a client's text.
   *
   * @throws DomainException {@link ErrorCode#NOT_FOUND} when the text can't be the id of any
   *     session
   */
  @JsonCreator
  public static SessionId parse(String text) {
    try {
      return new SessionId(UUID.fromString(text));
    } catch (IllegalArgumentException malformed) {
      throw new DomainException(ErrorCode.NOT_FOUND, "There is no session with this id.");
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
