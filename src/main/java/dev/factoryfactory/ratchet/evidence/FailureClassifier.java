package dev.factoryfactory.ratchet.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Says why a job failed, from its log and what is known beside it. Deterministic, and bounded in
 * time and memory for logs of any length. The facts of the service go before the failed step's own
 * error, and that before words anywhere else: a log's text is written by whoever wrote the branch.
 */
public final class FailureClassifier {

  /** Lines of evidence at most. */
  public static final int MAX_EVIDENCE = 200;

  private FailureClassifier() {}

  /**
   * Classifies one failed job.
   *
   * @param log its raw log in the form of any service; empty when there is none
   * @throws IOException when the log can't be read
   */
  public static Classification classify(InputStream log, FailureContext context)
      throws IOException {
    var lines = JobLog.read(log);
    var announced = LogStep.announcements(lines);
    var scan = new ToolScan(lines, announced);
    var place = FailedStep.in(lines, context);
    var findings = scan.scan(place.from(), place.end());
    var wider =
        findings.stream().anyMatch(finding -> finding.rule().decides())
            ? List.<Finding>of()
            : elsewhere(scan, place, lines);
    var blame = Blame.in(lines, announced, place);
    var observed = new Observations(lines, context, place, findings, wider, blame);
    var verdict = Verdict.of(observed);
    return new Classification(
        verdict.failureClass(),
        verdict.reason(),
        evidence(observed, announced),
        TestNames.of(observed.failures()));
  }

  /**
   * A step that only looks at what earlier ones left has its cause there: tests that it let pass.
   */
  private static List<Finding> elsewhere(ToolScan scan, FailedStep place, List<Line> lines) {
    var found = new ArrayList<Finding>();
    if (place.from() > 0) {
      found.addAll(scan.scan(0, place.from()));
    }
    if (place.end() < place.limit()) {
      found.addAll(scan.scan(place.end(), Math.min(place.limit(), lines.size())));
    }
    found.removeIf(finding -> finding.tool().family() != Tool.Family.TEST);
    return found;
  }

  private static List<String> evidence(Observations observed, BitSet announced) {
    var marks = new ArrayList<EvidencePicker.Mark>();
    for (var finding : observed.findings()) {
      marks.add(mark(finding, 0));
    }
    for (var finding : observed.wider()) {
      marks.add(mark(finding, 40));
    }
    observed
        .blame()
        .all()
        .forEach(
            hit ->
                marks.add(new EvidencePicker.Mark(hit.at(), 80 + hit.score(), 4, 4, hit.signal())));
    var lines = observed.lines();
    for (int i = observed.place().from(); i < observed.place().end(); i++) {
      var line = lines.get(i);
      if (announced.get(i)) {
        continue;
      }
      if (line.isExit()) {
        marks.add(new EvidencePicker.Mark(i, 70, 6, 0, "exit"));
      } else if (line.isError()) {
        marks.add(new EvidencePicker.Mark(i, 85, 4, 3, "marked"));
      } else if (Words.isError(line.bare())) {
        marks.add(new EvidencePicker.Mark(i, 45, 3, 5, "error"));
      }
    }
    observed
        .place()
        .start()
        .ifPresent(at -> marks.add(new EvidencePicker.Mark(at, 99, 0, 0, "start")));
    return new EvidencePicker(lines, announced, MAX_EVIDENCE)
        .pick(marks, observed.place().from(), observed.place().end(), observed.place().limit());
  }

  private static EvidencePicker.Mark mark(Finding finding, int less) {
    var rule = finding.rule();
    return new EvidencePicker.Mark(
        finding.at(),
        rule.weight() - less,
        rule.before(),
        rule.after(),
        finding.tool().name() + rule.weight());
  }
}
