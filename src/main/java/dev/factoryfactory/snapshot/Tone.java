package dev.factoryfactory.snapshot;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a reason feels; means the same colour and icon everywhere. */
enum Tone {
  NEUTRAL,
  WORKING,
  WAITING,
  ATTENTION,
  SUCCESS,
  DANGER;

  @JsonValue
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
