package dev.factoryfactory.ratchet;

import dev.factoryfactory.ratchet.RatchetFacts.Work;
import dev.factoryfactory.ratchet.RatchetPullRequests.FailedCheck;
import java.util.List;

/** What the ratchet does next for a pull request, and why. */
sealed interface Decision {

  /** For people: one sentence. */
  String reason();

  /** Nothing now. */
  record Rest(String reason) implements Decision {}

  /** Ask GitHub for the whole pull request, then decide again. */
  record Read(String reason) implements Decision {}

  /** Find out why checks failed, then decide again. */
  record Classify(String reason, List<FailedCheck> checks) implements Decision {}

  /** Run checks once more. */
  record Rerun(String reason, List<FailedCheck> checks) implements Decision {}

  /** Send a fixer. */
  record Fix(String reason, Work work) implements Decision {}

  /** Merge it. */
  record Merge(String reason) implements Decision {}
}
