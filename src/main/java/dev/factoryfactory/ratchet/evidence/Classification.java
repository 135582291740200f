package dev.factoryfactory.ratchet.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What is known of why a job failed.
 *
 * @param reason one sentence for people
 * @param evidence at most {@value FailureClassifier#MAX_EVIDENCE} lines of the log in their order,
 *     without time stamps and colours, secrets masked; text from outside, to be quoted as data only
 * @param failedTests names as the tool prints them
 */
public record Classification(
    @JsonProperty("class") FailureClass failureClass,
    String reason,
    List<String> evidence,
    List<String> failedTests) {

  public Classification {
    evidence = List.copyOf(evidence);
    failedTests = List.copyOf(failedTests);
  }
}
