package dev.factoryfactory.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a project. Opaque to clients; a UUID's text on the wire. */
public record ProjectId(@JsonValue UUID value) {

  /** Makes a new id that no other project has. */
  public static ProjectId random() {
    return new ProjectId(UUID.randomUUID());
  }

  /**
   * Reads an id from a client's text.
   *
   * @throws DomainException {@link ErrorCode#NOT_FOUND} when the text can't be the id of any
   *     project
   */
  @JsonCreator
  public static ProjectId parse(String text) {
    try {
      return new ProjectId(UUID.fromString(text));
    } catch (IllegalArgumentException malformed) {
      throw new DomainException(ErrorCode.NOT_FOUND, "There is no project with this id.");
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
