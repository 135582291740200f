package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.Decision.Classify;
import dev.factoryfactory.ratchet.Decision.Fix;
import dev.factoryfactory.ratchet.Decision.Merge;
import dev.factoryfactory.ratchet.Decision.Read;
import dev.factoryfactory.ratchet.Decision.Rerun;
import dev.factoryfactory.ratchet.Decision.Rest;
import dev.factoryfactory.ratchet.RatchetPullRequests.Ci;
import dev.factoryfactory.ratchet.RatchetPullRequests.Watched;
import dev.factoryfactory.ratchet.RatchetRow.Shown;
import dev.factoryfactory.ratchet.TimelineEvent.Check;
import dev.factoryfactory.ratchet.TimelineEvent.Kind;
import dev.factoryfactory.ratchet.TimelineEvent.More;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Looks at one workspace: gathers facts, decides, acts, and says what it did. One look at a time
 * per workspace; {@link RatchetWork} sees to that.
 */
@Component
class Ratchet {

  /** Read, classify, dispatch, and the look at what came of it, with one to spare. */
  private static final int STEPS = 5;

  private final RatchetRepository store;
  private final FactsReader facts;
  private final FailureReader failures;
  private final EvidenceRepository evidence;
  private final DispatchRepository dispatches;
  private final Dispatcher dispatcher;
  private final ActionRepository actions;
  private final RatchetPullRequests pullRequests;
  private final RatchetAgents agents;
  private final TimelineRepository timeline;
  private final ApplicationEventPublisher events;

  Ratchet(
      RatchetRepository store,
      FactsReader facts,
      FailureReader failures,
      EvidenceRepository evidence,
      DispatchRepository dispatches,
      Dispatcher dispatcher,
      ActionRepository actions,
      RatchetPullRequests pullRequests,
      RatchetAgents agents,
      TimelineRepository timeline,
      ApplicationEventPublisher events) {
    this.store = store;
    this.facts = facts;
    this.failures = failures;
    this.evidence = evidence;
    this.dispatches = dispatches;
    this.dispatcher = dispatcher;
    this.actions = actions;
    this.pullRequests = pullRequests;
    this.agents = agents;
    this.timeline = timeline;
    this.events = events;
  }

  /** Does for a workspace what is to be done now. */
  void look(WorkspaceId workspace) {
    for (int step = 0; step < STEPS; step++) {
      var row = store.find(workspace).orElse(null);
      if (row == null) {
        return;
      }
      dispatcher.advance(row);
      var known = facts.read(row);
      if (row.enabled()) {
        observe(row, known.pullRequest());
      }
      var rule = DecisionRule.of(known);
      var decision = rule.decide(known);
      show(row, rule, decision, known);
      if (!act(row, known, decision)) {
        return;
      }
    }
  }

  /** Whether there may be more to do at once. */
  private boolean act(RatchetRow row, RatchetFacts known, Decision decision) {
    try {
      return switch (decision) {
        case Rest _ -> false;
        case Read _ -> facts.readReport(row.workspaceId());
        case Classify classify -> {
          failures.read(row, Objects.requireNonNull(known.report()), classify.checks());
          yield true;
        }
        case Rerun rerun -> rerun(row, known, rerun);
        case Fix fix ->
            facts.isGoodToActOn(row.workspaceId())
                ? fix(row, known, fix)
                : facts.readReport(row.workspaceId());
        case Merge _ ->
            facts.isGoodToActOn(row.workspaceId())
                ? merge(row, known)
                : facts.readReport(row.workspaceId());
      };
    } catch (DomainException e) {
      timeline.addOnce(
          row.workspaceId(),
          Kind.PROBLEM,
          "%s failed".formatted(what(decision)),
          More.detail(e.getMessage()));
      return false;
    }
  }

  private static String what(Decision decision) {
    return switch (decision) {
      case Rest _ -> "Nothing";
      case Read _ -> "Reading the pull request";
      case Classify _ -> "Reading logs";
      case Rerun _ -> "Running checks again";
      case Fix _ -> "Sending an agent";
      case Merge _ -> "Merging";
    };
  }

  private boolean rerun(RatchetRow row, RatchetFacts known, Rerun wanted) {
    var workspace = row.workspaceId();
    var head = Objects.requireNonNull(known.report()).headSha();
    var ids = wanted.checks().stream().map(it -> Objects.requireNonNull(it.id())).toList();
    try {
      pullRequests.rerun(workspace, ids);
    } catch (DomainException e) {
      if (isOutage(e)) {
        throw e;
      }
      // It will not run again, so that a person has to look; asking again changes nothing.
      timeline.add(
          workspace, Kind.PROBLEM, "Checks can't be run again", More.detail(e.getMessage()));
      wanted.checks().forEach(it -> actions.rerun(workspace, head, it.name(), "refused"));
      return true;
    }
    wanted
        .checks()
        .forEach(it -> actions.rerun(workspace, head, it.name(), Objects.requireNonNull(it.id())));
    timeline.add(
        workspace,
        Kind.RERUN,
        "Ran again: " + DecisionWords.names(wanted.checks()),
        new More(null, head, null, null, found(row, head, ids), null, null));
    return true;
  }

  private boolean fix(RatchetRow row, RatchetFacts known, Fix wanted) {
    var report = Objects.requireNonNull(known.report());
    var pullRequest = Objects.requireNonNull(known.pullRequest());
    var workspace = row.workspaceId();
    var work = wanted.work();
    var permissions = known.settings().permissions().name();
    var session =
        agents
            .willing(workspace, permissions, dispatches.lastSession(workspace).orElse(null))
            .orElseGet(SessionId::random);
    var id = UUID.randomUUID();
    var ids =
        known.checks(known::isMendable).stream()
            .map(RatchetPullRequests.FailedCheck::id)
            .filter(Objects::nonNull)
            .toList();
    var feedback =
        known.openFeedback().stream().filter(it -> work.items().contains(it.id())).toList();
    var prompt =
        FixPrompt.of(
            pullRequest,
            report,
            work,
            found(row, report.headSha(), ids),
            feedback,
            "evidence-" + UUID.randomUUID());
    var order =
        new Dispatch(
            id,
            workspace,
            row.projectId(),
            pullRequest.url(),
            report.headSha(),
            report.headBranch(),
            work.kind(),
            work.key(),
            dispatches.attempts(pullRequest.url()) + 1,
            known.settings().limits().attemptsPerPullRequest(),
            work.subject(),
            work.items(),
            prompt,
            session,
            Dispatch.State.CLAIMED,
            null,
            null,
            null,
            Instant.EPOCH,
            null,
            null,
            1);
    return dispatcher.claim(order);
  }

  private boolean merge(RatchetRow row, RatchetFacts known) {
    var workspace = row.workspaceId();
    var head = Objects.requireNonNull(known.report()).headSha();
    var method = known.settings().mergeMethod();
    try {
      pullRequests.merge(workspace, method == null ? null : method.name(), head);
    } catch (DomainException e) {
      if (isOutage(e)) {
        throw e;
      }
      timeline.add(workspace, Kind.PROBLEM, "GitHub refused to merge", More.detail(e.getMessage()));
      actions.merge(workspace, head);
      return true;
    }
    actions.merge(workspace, head);
    timeline.add(
        workspace,
        Kind.MERGED,
        "Merged the pull request",
        new More(
            null, head, null, null, null, null, Objects.requireNonNull(known.pullRequest()).url()));
    try {
      pullRequests.removeBranch(workspace);
    } catch (DomainException e) {
      timeline.add(
          workspace, Kind.PROBLEM, "The branch was not removed", More.detail(e.getMessage()));
    }
    return false;
  }

  private static boolean isOutage(DomainException e) {
    return e.code() == ErrorCode.GITHUB_UNAVAILABLE
        || e.code() == ErrorCode.GITHUB_RATE_LIMITED
        || e.code() == ErrorCode.GITHUB_SIGNED_OUT;
  }

  private List<Check> found(RatchetRow row, String headSha, List<String> checkIds) {
    var known = evidence.of(row.workspaceId(), headSha);
    return checkIds.stream().map(known::get).filter(Objects::nonNull).toList();
  }

  /** Tells what GitHub says otherwise than at the last look. */
  private void observe(RatchetRow row, @Nullable Watched pullRequest) {
    if (pullRequest == null || pullRequest.state() == null) {
      return;
    }
    var now = Observed.of(pullRequest);
    var before = Optional.ofNullable(row.observed()).orElse(Map.of());
    var changes = Observed.changes(before, now);
    if (changes.isEmpty()) {
      return;
    }
    var head = String.valueOf(pullRequest.headSha());
    if (pullRequest.ci() == Ci.SUCCESS && head.equals(before.get("headSha"))) {
      evidence.passedAfterAll(
          row.projectId(),
          row.workspaceId(),
          head,
          actions.reruns(row.workspaceId(), head).keySet());
    }
    store.observed(row.workspaceId(), now);
    timeline.add(
        row.workspaceId(),
        Kind.OBSERVED,
        Observed.title(changes),
        new More(null, pullRequest.headSha(), null, changes, null, null, pullRequest.url()));
  }

  private void show(RatchetRow row, DecisionRule rule, Decision decision, RatchetFacts known) {
    var order = dispatches.open(row.workspaceId()).orElse(null);
    var state = rule.state(known);
    var past = known.past();
    var limit = known.settings().limits().attemptsPerPullRequest();
    Integer attempt =
        order != null
            ? Integer.valueOf(order.attempt())
            : state == RatchetState.STALLED && !past.isEmpty()
                ? Integer.valueOf(past.size())
                : null;
    var shown = new Shown(state, rule, decision.reason(), attempt, attempt == null ? null : limit);
    var stored = store.show(row, shown);
    if (stored.version() != row.version()) {
      events.publishEvent(new RatchetFacetChanged(stored.facet()));
    }
    // What is done at once is told of by what comes of it.
    if (row.enabled() && decision instanceof Rest) {
      var kind = rule == DecisionRule.OUT_OF_BUDGET ? Kind.BUDGET : Kind.DECIDED;
      timeline.addOnce(row.workspaceId(), kind, decision.reason(), More.NOTHING);
    }
  }
}
