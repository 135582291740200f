package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.ratchet.RatchetPullRequests.FailedCheck;
import dev.factoryfactory.ratchet.RatchetPullRequests.Failure;
import dev.factoryfactory.ratchet.RatchetPullRequests.OtherRun;
import dev.factoryfactory.ratchet.RatchetPullRequests.Report;
import dev.factoryfactory.ratchet.TimelineEvent.Check;
import dev.factoryfactory.ratchet.TimelineEvent.Kind;
import dev.factoryfactory.ratchet.TimelineEvent.More;
import dev.factoryfactory.ratchet.evidence.Classification;
import dev.factoryfactory.ratchet.evidence.FailureClass;
import dev.factoryfactory.ratchet.evidence.FailureClassifier;
import dev.factoryfactory.ratchet.evidence.FailureContext;
import dev.factoryfactory.ratchet.evidence.FailureContext.Attempt;
import dev.factoryfactory.ratchet.evidence.FailureContext.Base;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out why checks failed, and keeps what shows it. */
@Component
class FailureReader {

  /** Of one pull request; the rest are known by these. */
  private static final int AT_MOST = 20;

  /** Of the base's log: enough to find the same error in the branch's. */
  private static final int ERROR_LINES = 20;

  private final RatchetPullRequests pullRequests;
  private final EvidenceRepository evidence;
  private final TimelineRepository timeline;

  FailureReader(
      RatchetPullRequests pullRequests, EvidenceRepository evidence, TimelineRepository timeline) {
    this.pullRequests = pullRequests;
    this.evidence = evidence;
    this.timeline = timeline;
  }

  /**
   * Reads and classifies checks.
   *
   * @throws DomainException when GitHub gives no answer
   */
  void read(RatchetRow row, Report report, List<FailedCheck> checks) {
    var flaky = evidence.flakyTests(row.projectId());
    var found = new ArrayList<Check>();
    for (var check : checks.stream().limit(AT_MOST).toList()) {
      var id = check.id();
      if (id == null) {
        continue;
      }
      var classified = Check.of(id, check.name(), classify(row, id, flaky));
      evidence.put(row.workspaceId(), report.headSha(), id, classified);
      found.add(classified);
    }
    if (!found.isEmpty()) {
      timeline.add(
          row.workspaceId(),
          Kind.CLASSIFIED,
          "Looked at why %s failed".formatted(DecisionWords.names(checks)),
          new More(null, report.headSha(), null, null, found, null, null));
    }
  }

  private Classification classify(RatchetRow row, String checkId, Set<String> flaky) {
    Failure failure;
    try {
      failure = pullRequests.failure(row.workspaceId(), checkId);
    } catch (DomainException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      return new Classification(
          FailureClass.UNKNOWN,
          "A person has to look: GitHub keeps no record of it.",
          List.of(),
          List.of());
    }
    try {
      var first = FailureClassifier.classify(stream(failure.log()), failure.context());
      return FailureClassifier.classify(
          stream(failure.log()), context(failure, first.failedTests(), flaky));
    } catch (IOException e) {
      throw new UncheckedIOException("A log in memory could not be read", e);
    }
  }

  /** With what other runs of the check say, which only their logs do. */
  private static FailureContext context(
      Failure failure, List<String> failedTests, Set<String> flaky) throws IOException {
    var attempts = new ArrayList<Attempt>();
    for (var run : failure.attempts()) {
      attempts.add(new Attempt(run.outcome(), other(run).failedTests()));
    }
    var known = failure.context();
    attempts.add(new Attempt(known.outcome(), failedTests));
    return new FailureContext(
        known.outcome(),
        known.runner(),
        attempts,
        base(failure.base()),
        known.siblings(),
        known.steps(),
        known.annotations(),
        flaky);
  }

  private static @Nullable Base base(@Nullable OtherRun run) throws IOException {
    if (run == null) {
      return null;
    }
    var found = other(run);
    var error = found.evidence().stream().limit(ERROR_LINES).collect(Collectors.joining("\n"));
    return new Base(run.outcome(), null, error, found.failedTests());
  }

  private static Classification other(OtherRun run) throws IOException {
    return FailureClassifier.classify(stream(run.log()), FailureContext.EMPTY);
  }

  private static InputStream stream(byte[] log) {
    return new ByteArrayInputStream(log);
  }
}
