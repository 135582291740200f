package dev.factoryfactory.ratchet.evidence;

/**
 * Words that blame something else than the code.
 *
 * @param blames what they blame
 * @param trust where they are believed
 * @param weight how little else the words can mean, from 1
 * @param passing whether it may be over by itself: what stays broken and fails the base too is the
 *     base's
 * @param words for people
 */
record Signal(
    FailureClass blames, Trust trust, int weight, boolean passing, String words, Probe probe) {

  /** Whose words they must be. */
  enum Trust {
    /** Only the service that runs the jobs says so, beside the log. */
    SERVICE,
    /** The runner says so, in a line of its own. */
    RUNNER,
    /** The step that failed says so at its end. */
    STEP
  }
}
