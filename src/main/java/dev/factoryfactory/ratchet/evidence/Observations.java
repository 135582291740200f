package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.Tool.Family;
import java.util.List;
import java.util.Optional;

/**
 * All that was seen of one failed job.
 *
 * @param findings what tools said in the failed step
 * @param wider what they said in other steps, looked for when the failed one says nothing
 * @param blame what the failed step's end blames beside the code
 */
record Observations(
    List<Line> lines,
    FailureContext context,
    FailedStep place,
    List<Finding> findings,
    List<Finding> wider,
    Blame blame) {

  /** What shows failed work: in the failed step, else in another one. */
  List<Finding> failures() {
    var here = findings.stream().filter(finding -> finding.rule().decides()).toList();
    return here.isEmpty()
        ? wider.stream().filter(finding -> finding.rule().decides()).toList()
        : here;
  }

  boolean failedHere() {
    return findings.stream().anyMatch(finding -> finding.rule().decides());
  }

  /** The tool that said most clearly that it failed; tests before everything else. */
  Optional<Finding> culprit() {
    var failures = failures();
    return failures.stream()
        .filter(finding -> finding.tool().family() == Family.TEST)
        .findFirst()
        .or(() -> failures.stream().findFirst());
  }

  boolean onlyAudit() {
    return !failures().isEmpty()
        && failures().stream().allMatch(finding -> finding.tool().family() == Family.AUDIT);
  }

  Optional<Finding> hint() {
    return findings.stream().filter(finding -> finding.rule().hints()).findFirst();
  }

  String text(int at) {
    return lines.get(at).bare();
  }
}
