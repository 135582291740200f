package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.ratchet.RatchetAgents.Fate;
import dev.factoryfactory.ratchet.RatchetAgents.Progress;
import dev.factoryfactory.ratchet.RatchetPullRequests.Ci;
import dev.factoryfactory.ratchet.RatchetPullRequests.State;
import dev.factoryfactory.ratchet.RatchetPullRequests.Watched;
import dev.factoryfactory.ratchet.TimelineEvent.Kind;
import dev.factoryfactory.ratchet.TimelineEvent.More;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings orders to agents and finds out how each ended. Every step is decided from what is stored
 * and what the world shows, and is harmless twice: a server may die between any two.
 */
@Component
class Dispatcher {

  /** After this, nobody waits for checks, or for an agent to begin, any more. */
  private static final Duration PATIENCE = Duration.ofHours(6);

  /** How long GitHub may take to show a push, and to find out whether a conflict is gone. */
  private static final Duration SHOWING = Duration.ofMinutes(10);

  private final DispatchRepository dispatches;
  private final RatchetPullRequests pullRequests;
  private final RatchetAgents agents;
  private final RatchetWorkspaces workspaces;
  private final RatchetSettingsRepository settings;
  private final BudgetRepository budgets;
  private final ThreadReplies replies;
  private final TimelineRepository timeline;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Dispatcher(
      DispatchRepository dispatches,
      RatchetPullRequests pullRequests,
      RatchetAgents agents,
      RatchetWorkspaces workspaces,
      RatchetSettingsRepository settings,
      BudgetRepository budgets,
      ThreadReplies replies,
      TimelineRepository timeline,
      TransactionTemplate transaction,
      Clock clock) {
    this.dispatches = dispatches;
    this.pullRequests = pullRequests;
    this.agents = agents;
    this.workspaces = workspaces;
    this.settings = settings;
    this.budgets = budgets;
    this.replies = replies;
    this.timeline = timeline;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Stores an order, unless another one of the workspace is open, and tells of it. */
  boolean claim(Dispatch order) {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              if (!dispatches.claim(order)) {
                return false;
              }
              timeline.add(
                  order.workspaceId(),
                  Kind.DISPATCHED,
                  "Sent an agent for " + order.kind().words(),
                  More.of(order, String.join("\n", order.subject()), null));
              return true;
            }));
  }

  /** Moves a workspace's order on as far as it goes now, if there is one and this server may. */
  void advance(RatchetRow row) {
    var workspace = row.workspaceId();
    // Each pass is one step or none; there are three steps.
    for (int pass = 0; pass < 4; pass++) {
      var order = dispatches.lease(workspace).orElse(null);
      if (order == null || !step(order, row)) {
        return;
      }
    }
  }

  /** Whether something moved. */
  private boolean step(Dispatch order, RatchetRow row) {
    return switch (order.state()) {
      case CLAIMED -> begin(order, row);
      case STARTED -> follow(order, row);
      case VERIFYING -> verify(order);
      case ENDED -> false;
    };
  }

  private boolean begin(Dispatch order, RatchetRow row) {
    var fate = agents.fate(order.sessionId(), order.id());
    if (fate.isPresent()) {
      // It arrived, but the server may have died before its agent was woken for it.
      return fate.get().startedAt() == null ? start(order) : dispatches.started(order);
    }
    if (!row.enabled() || settings.isPaused()) {
      return end(order, Outcome.CANCELLED, "Auto-fix was switched off before the agent began.");
    }
    if (isOvertaken(order) || workspaces.checkedOut(order.workspaceId()).isEmpty()) {
      return end(order, Outcome.SUPERSEDED, "The pull request changed before the agent began.");
    }
    return !agents.isBusy(order.workspaceId()) && start(order);
  }

  private boolean start(Dispatch order) {
    try {
      var wanted = settings.of(order.projectId()).permissions();
      agents.start(
          order.workspaceId(), order.sessionId(), order.id(), order.prompt(), wanted.name());
    } catch (DomainException e) {
      return end(order, Outcome.DIED, "The agent could not be started: " + e.getMessage());
    }
    return dispatches.started(order);
  }

  private boolean follow(Dispatch order, RatchetRow row) {
    var fate = agents.fate(order.sessionId(), order.id()).orElse(null);
    if (fate == null) {
      return end(order, Outcome.DIED, "The session of the agent was removed.");
    }
    dispatches.account(order, fate);
    return switch (fate.progress()) {
      case WAITING, RUNNING ->
          whyToStop(order, row, fate)
              .filter(_ -> agents.cancel(order.sessionId(), order.id()))
              .map(why -> cancelled(order, why))
              .orElse(false);
      case ENDED -> settle(order, fate);
      case CANCELLED -> {
        withdraw(order, fate);
        yield cancelled(
            order, whyToStop(order, row, fate).orElse("Somebody told the agent to stop."));
      }
      case DIED -> {
        withdraw(order, fate);
        yield end(order, Outcome.DIED, fate.words());
      }
    };
  }

  /** What waits in a session that ended would be done whenever that goes on. */
  private void withdraw(Dispatch order, Fate fate) {
    if (fate.startedAt() == null) {
      agents.cancel(order.sessionId(), order.id());
    }
  }

  private boolean cancelled(Dispatch order, String why) {
    return end(order, isOvertaken(order) ? Outcome.SUPERSEDED : Outcome.CANCELLED, why);
  }

  private Optional<String> whyToStop(Dispatch order, RatchetRow row, Fate fate) {
    if (!row.enabled()) {
      return Optional.of("Auto-fix was switched off.");
    }
    if (isOvertaken(order)) {
      return Optional.of("The pull request changed under the agent's work.");
    }
    var limits = settings.of(order.projectId()).limits();
    var now = clock.instant();
    var minutes = limits.minutesPerAttempt();
    var startedAt = fate.startedAt();
    if (minutes != null
        && startedAt != null
        && Duration.between(startedAt, now).compareTo(Duration.ofMinutes(minutes)) >= 0) {
      return Optional.of(
          "The agent took longer than the %d minutes of an attempt.".formatted(minutes));
    }
    if (fate.progress() == Progress.WAITING && isOlder(order.claimedAt(), PATIENCE)) {
      return Optional.of("The agent could not begin for six hours.");
    }
    return budgets.of(order.projectId(), order.workspaceId(), order.prUrl(), limits).stream()
        .filter(it -> it.scope() == Budget.Scope.DAY && it.isUsedUp())
        .findFirst()
        .map(it -> DecisionWords.capital(it.words()) + ".");
  }

  /** The agent is done. What it committed on the order's own branch is pushed; nothing else is. */
  private boolean settle(Dispatch order, Fate fate) {
    var checkedOut = workspaces.checkedOut(order.workspaceId()).orElse(null);
    if (checkedOut == null) {
      return end(order, Outcome.CANCELLED, "The worktree was put away.");
    }
    if (checkedOut.head().equals(order.headSha())) {
      return end(order, Outcome.GAVE_UP, fate.words());
    }
    if (!checkedOut.branch().equals(order.branch())) {
      return end(
          order, Outcome.GAVE_UP, "The agent left the branch. Its last words: " + fate.words());
    }
    if (isMerged(order)) {
      return end(order, Outcome.SUPERSEDED, "The pull request was merged or closed meanwhile.");
    }
    try {
      workspaces.push(order.workspaceId());
    } catch (DomainException e) {
      return end(
          order, Outcome.GAVE_UP, "What it committed could not be pushed: " + e.getMessage());
    }
    return dispatches.pushed(order, checkedOut.head());
  }

  private boolean verify(Dispatch order) {
    var pushed = order.pushedSha();
    var seen = watched(order).orElse(null);
    if (seen == null || seen.state() == State.CLOSED) {
      return end(order, Outcome.SUPERSEDED, "The pull request was closed.");
    }
    if (seen.state() == State.MERGED) {
      return end(order, Outcome.FIXED, "The pull request is merged.");
    }
    if (seen.headSha() == null || seen.headSha().equals(order.headSha())) {
      return since(order, SHOWING)
          && end(order, Outcome.SUPERSEDED, "GitHub does not show what was pushed.");
    }
    if (!seen.headSha().equals(pushed)) {
      return end(order, Outcome.SUPERSEDED, "Somebody pushed another commit.");
    }
    return result(order, seen)
        .map(outcome -> finish(order, outcome))
        .orElseGet(
            () ->
                since(order, PATIENCE)
                    && end(order, Outcome.STILL_RED, "No check had a result for six hours."));
  }

  private Optional<Outcome> result(Dispatch order, Watched seen) {
    boolean shown = !seen.conflict() || since(order, SHOWING);
    return switch (order.kind()) {
      case REVIEW -> Optional.of(Outcome.FIXED);
      case CONFLICT ->
          !seen.conflict()
              ? Optional.of(Outcome.FIXED)
              : shown ? Optional.of(Outcome.STILL_RED) : Optional.empty();
      case CI ->
          seen.ci() == Ci.SUCCESS
              ? Optional.of(Outcome.FIXED)
              : seen.ci() == Ci.FAILURE || seen.conflict() && shown
                  ? Optional.of(Outcome.STILL_RED)
                  : Optional.empty();
    };
  }

  private boolean finish(Dispatch order, Outcome outcome) {
    if (order.kind() == FixKind.REVIEW && settings.of(order.projectId()).replyToReviews()) {
      replies.answer(order);
    }
    return end(order, outcome, order.words());
  }

  private boolean end(Dispatch order, Outcome outcome, @Nullable String words) {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              if (!dispatches.end(order, outcome)) {
                return false;
              }
              timeline.add(
                  order.workspaceId(),
                  Kind.OUTCOME,
                  "%s: %s".formatted(outcome.title(), order.kind().words()),
                  More.of(
                      order,
                      words == null || words.isBlank() ? null : words,
                      dispatches.cost(order)));
              return true;
            }));
  }

  private Optional<Watched> watched(Dispatch order) {
    return pullRequests.find(order.workspaceId()).filter(it -> it.url().equals(order.prUrl()));
  }

  private boolean isMerged(Dispatch order) {
    return watched(order)
        .map(it -> it.state() == State.MERGED || it.state() == State.CLOSED)
        .orElse(true);
  }

  /** Its pull request is gone, done, or at another commit that the worktree does not have. */
  private boolean isOvertaken(Dispatch order) {
    if (isMerged(order)) {
      return true;
    }
    var head = watched(order).map(Watched::headSha).orElse(order.headSha());
    return !head.equals(order.headSha()) && !workspaces.contains(order.workspaceId(), head);
  }

  private boolean since(Dispatch order, Duration time) {
    return isOlder(order.turnEndedAt(), time);
  }

  private boolean isOlder(@Nullable Instant at, Duration time) {
    return at != null && at.plus(time).isBefore(clock.instant());
  }
}
