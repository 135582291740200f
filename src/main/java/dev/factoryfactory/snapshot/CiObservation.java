package dev.factoryfactory.snapshot;

/** What is known of the checks of a workspace's pull request. */
enum CiObservation {
  /** There is no pull request. */
  NO_PULL_REQUEST,
  /** GitHub was not asked yet. */
  NOT_FETCHED,
  /** GitHub was asked and had nothing to say of any check yet. */
  CHECKS_UNKNOWN,
  CHECKS_PENDING,
  CHECKS_FAILED,
  CHECKS_PASSED
}
