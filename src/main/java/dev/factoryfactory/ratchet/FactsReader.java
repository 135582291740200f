package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetFacts.Classified;
import dev.factoryfactory.ratchet.RatchetFacts.Running;
import dev.factoryfactory.ratchet.RatchetPullRequests.FailedCheck;
import dev.factoryfactory.ratchet.RatchetPullRequests.Report;
import dev.factoryfactory.ratchet.RatchetPullRequests.Watched;
import dev.factoryfactory.ratchet.RatchetWorkspaces.CheckedOut;
import dev.factoryfactory.ratchet.evidence.FailureClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what a decision follows from. What GitHub was asked is kept until something changes. */
@Component
class FactsReader {

  /** Little changes that is not watched, and each report takes of GitHub's allowance. */
  private static final Duration REPORT_LASTS = Duration.ofHours(1);

  /** What keeps a merge back, such as a rule of the base, changes without a trace. */
  private static final Duration REPORT_LASTS_FOR_MERGES = Duration.ofMinutes(10);

  /** Nothing is done by an older one: somebody may have resolved the thread it is about. */
  private static final Duration GOOD_TO_ACT_ON = Duration.ofMinutes(1);

  /** While checks run again, their runs are new ones. */
  private static final Duration REPORT_LASTS_AFTER_RERUN = Duration.ofSeconds(30);

  private final RatchetPullRequests pullRequests;
  private final RatchetWorkspaces workspaces;
  private final RatchetAgents agents;
  private final RatchetSettingsRepository settings;
  private final DispatchRepository dispatches;
  private final ActionRepository actions;
  private final EvidenceRepository evidence;
  private final BudgetRepository budgets;
  private final Clock clock;
  private final Map<WorkspaceId, ReadReport> reports = new ConcurrentHashMap<>();

  FactsReader(
      RatchetPullRequests pullRequests,
      RatchetWorkspaces workspaces,
      RatchetAgents agents,
      RatchetSettingsRepository settings,
      DispatchRepository dispatches,
      ActionRepository actions,
      EvidenceRepository evidence,
      BudgetRepository budgets,
      Clock clock) {
    this.pullRequests = pullRequests;
    this.workspaces = workspaces;
    this.agents = agents;
    this.settings = settings;
    this.dispatches = dispatches;
    this.actions = actions;
    this.evidence = evidence;
    this.budgets = budgets;
    this.clock = clock;
  }

  private record ReadReport(Report report, Watched of, Instant at) {}

  RatchetFacts read(RatchetRow row) {
    var workspace = row.workspaceId();
    var wanted = settings.of(row.projectId());
    var pullRequest = pullRequests.find(workspace).orElse(null);
    var head = pullRequest == null ? null : pullRequest.headSha();
    var rerun = head == null ? Map.<String, String>of() : actions.reruns(workspace, head);
    var report =
        pullRequest == null ? null : report(workspace, pullRequest, lasts(row, wanted, rerun));
    var url = pullRequest == null ? null : pullRequest.url();
    return new RatchetFacts(
        row.enabled(),
        settings.isPaused(),
        workspaces.checkedOut(workspace).map(CheckedOut::branch).orElse(null),
        pullRequest,
        report,
        report == null ? List.of() : checks(workspace, report),
        agents.isBusy(workspace),
        dispatches
            .open(workspace)
            .map(it -> new Running(it.kind(), it.state() == Dispatch.State.VERIFYING))
            .orElse(null),
        url == null ? List.of() : dispatches.past(url),
        rerun,
        budgets.of(row.projectId(), workspace, url, wanted.limits()),
        row.merges(wanted),
        head != null && actions.mergeTried(workspace, head),
        wanted);
  }

  /**
   * Asks GitHub for the whole pull request.
   *
   * @return whether it answered for the head that is known
   * @throws dev.factoryfactory.kernel.DomainException when it gives no answer
   */
  boolean readReport(WorkspaceId workspace) {
    var of = pullRequests.find(workspace).orElse(null);
    if (of == null) {
      return false;
    }
    var report = pullRequests.report(workspace);
    reports.put(workspace, new ReadReport(report, of, clock.instant()));
    evidence.keepOnly(workspace, report.headSha());
    return report.headSha().equals(of.headSha());
  }

  /** Has the pull request read anew at the next look. */
  void forget(WorkspaceId workspace) {
    reports.remove(workspace);
  }

  private static Duration lasts(RatchetRow row, RatchetSettings wanted, Map<String, String> rerun) {
    if (!rerun.isEmpty()) {
      return REPORT_LASTS_AFTER_RERUN;
    }
    return row.merges(wanted) ? REPORT_LASTS_FOR_MERGES : REPORT_LASTS;
  }

  /** Whether the report is so new that something may be done by it. */
  boolean isGoodToActOn(WorkspaceId workspace) {
    var known = reports.get(workspace);
    return known != null && known.at().plus(GOOD_TO_ACT_ON).isAfter(clock.instant());
  }

  private @Nullable Report report(WorkspaceId workspace, Watched pullRequest, Duration lasts) {
    var known = reports.get(workspace);
    if (known == null || !isSame(known.of(), pullRequest)) {
      return null;
    }
    return known.at().plus(lasts).isAfter(clock.instant()) ? known.report() : null;
  }

  private static boolean isSame(Watched one, Watched other) {
    return key(one).equals(key(other));
  }

  private static List<String> key(Watched of) {
    return List.of(
        of.url(),
        String.valueOf(of.state()),
        String.valueOf(of.headSha()),
        String.valueOf(of.ci()),
        String.valueOf(of.review()),
        String.valueOf(of.conflict()),
        String.valueOf(of.activity()));
  }

  private List<Classified> checks(WorkspaceId workspace, Report report) {
    var known = evidence.of(workspace, report.headSha());
    return report.failed().stream().map(it -> new Classified(it, classOf(it, known))).toList();
  }

  /** What was reported from elsewhere has no log to be read. */
  private static @Nullable FailureClass classOf(
      FailedCheck check, Map<String, TimelineEvent.Check> known) {
    if (check.id() == null) {
      return FailureClass.UNKNOWN;
    }
    var found = known.get(check.id());
    return found == null ? null : found.failureClass();
  }
}
