package dev.factoryfactory.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a workspace. Opaque to clients; a UUID's text on the wire. */
public record WorkspaceId(@JsonValue UUID value) {

  /** Makes a new id that no other workspace has. */
  public static WorkspaceId random() {
    return new WorkspaceId(UUID.randomUUID());
  }

  /**
   * Reads an id from a client's text.
   *
   * @throws DomainException {@link ErrorCode#NOT_FOUND} when the text can't be the id of any
   *     workspace
   */
  @JsonCreator
  public static WorkspaceId parse(String text) {
    try {
      return new WorkspaceId(UUID.fromString(text));
    } catch (IllegalArgumentException malformed) {
      throw new DomainException(ErrorCode.NOT_FOUND, "There is no workspace with this id.");
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
