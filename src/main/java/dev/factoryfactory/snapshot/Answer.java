package dev.factoryfactory.snapshot;

/**
 * A snapshot or delta, ready to be sent.
 *
 * @param sequence that its reader holds afterwards
 * @param json of a {@link Snapshot} or {@link Delta}
 */
record Answer(String epoch, long sequence, byte[] json) {

  /** Names this state of the project among all there ever were. */
  String tag() {
    return "W/\"%s-%d\"".formatted(epoch, sequence);
  }
}
