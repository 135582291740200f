package dev.factoryfactory.ratchet.evidence;

/** Whose fault a failed check is, and so what may be done about it. */
public enum FailureClass {
  /** What the branch holds is wrong: an agent can mend it. */
  CODE,
  /** The same commit passes at other times. */
  FLAKY,
  /** The machine, the network or a service that the job needed. */
  INFRASTRUCTURE,
  /** The same check fails without the branch. */
  BASE_BROKEN,
  /** An account ran out of money, minutes or space. */
  BILLING_OR_QUOTA,
  /** A person has to look: a permission, a secret, a cancellation, or nothing that says why. */
  UNKNOWN
}
