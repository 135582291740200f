package dev.factoryfactory.runscript;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.util.Arrays;

/** Whose output a log holds. */
public enum LogChannel {
  RUN("run"),
  POST_RUN("postRun"),
  CLEANUP("cleanup");

  private final String wireName;

  LogChannel(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Reads a client's word.
   *
   * @throws DomainException INVALID_INPUT for any other
   */
  static LogChannel parse(String text) {
    return Arrays.stream(values())
        .filter(channel -> channel.wireName.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new DomainException(
                    ErrorCode.INVALID_INPUT, "A channel is one of run, postRun and cleanup."));
  }

  @JsonValue
  String wireName() {
    return wireName;
  }
}
