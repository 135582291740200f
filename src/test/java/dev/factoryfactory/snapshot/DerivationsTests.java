package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.NOON;
import static dev.factoryfactory.snapshot.Samples.facet;
import static dev.factoryfactory.snapshot.Samples.git;
import static dev.factoryfactory.snapshot.Samples.request;
import static dev.factoryfactory.snapshot.Samples.sessions;
import static dev.factoryfactory.snapshot.Samples.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.workspace.GitFacet;
import dev.factoryfactory.workspace.SetupState;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table of {@code docs/snapshot.md}, row by row. */
class DerivationsTests {

  private static final @Nullable SessionFacet NO_SESSION = null;
  private static final @Nullable GitFacet NO_GIT = null;
  private static final GitFacet CHANGED = git(1, 1, 3);
  private static final GitFacet CLEAN = git(1, 1, 0);
  private static final GitFacet MERGED = git(1, 1, 0, 0, true, NOON);
  private static final GitFacet CONFLICTS = git(1, 1, 3, 1, false, NOON);

  record Case(String name, WorkspaceFacts facts, ReasonCode expected) {

    @Override
    public String toString() {
      return name + " -> " + expected;
    }
  }

  static Stream<Case> table() {
    return Stream.of(
        inStatus(
            "archiving",
            WorkspaceStatus.ARCHIVING,
            asking(PendingRequest.Kind.PERMISSION),
            ReasonCode.ARCHIVING),
        inStatus(
            "archived",
            WorkspaceStatus.ARCHIVED,
            asking(PendingRequest.Kind.PERMISSION),
            ReasonCode.ARCHIVED),
        inStatus("new", WorkspaceStatus.NEW, NO_SESSION, ReasonCode.SETTING_UP),
        inStatus(
            "new with a waiting session", WorkspaceStatus.NEW, waiting(), ReasonCode.SETTING_UP),
        inStatus("provisioning", WorkspaceStatus.PROVISIONING, failed(), ReasonCode.SETTING_UP),
        inStatus(
            "provisioning anew while an agent asks",
            WorkspaceStatus.PROVISIONING,
            asking(PendingRequest.Kind.PERMISSION),
            ReasonCode.NEEDS_PERMISSION),
        inStatus("failed", WorkspaceStatus.FAILED, waiting(), ReasonCode.SETUP_FAILED),
        inStatus(
            "failed, its session too", WorkspaceStatus.FAILED, failed(), ReasonCode.SETUP_FAILED),
        ready(
            "permission",
            CHANGED,
            asking(PendingRequest.Kind.PERMISSION),
            ReasonCode.NEEDS_PERMISSION),
        ready(
            "permission on merged work",
            MERGED,
            asking(PendingRequest.Kind.PERMISSION),
            ReasonCode.NEEDS_PERMISSION),
        ready(
            "plan",
            CHANGED,
            asking(PendingRequest.Kind.PLAN_APPROVAL),
            ReasonCode.NEEDS_PLAN_APPROVAL),
        ready("question", CHANGED, asking(PendingRequest.Kind.QUESTION), ReasonCode.NEEDS_ANSWER),
        ready("question before error", CHANGED, askingAndFailed(), ReasonCode.NEEDS_PERMISSION),
        ready("merged", MERGED, of(SessionStatus.IDLE), ReasonCode.MERGED),
        ready("merged, session stopped", MERGED, of(SessionStatus.STOPPED), ReasonCode.MERGED),
        ready("merged, session failed", MERGED, failed(), ReasonCode.MERGED),
        ready("merged, agent goes on", MERGED, of(SessionStatus.WORKING), ReasonCode.AGENT_WORKING),
        ready(
            "merged, agent starts",
            MERGED,
            of(SessionStatus.STARTING),
            ReasonCode.STARTING_SESSION),
        ready("failed session", CHANGED, failed(), ReasonCode.SESSION_ERROR),
        ready("one failed, one works", CHANGED, failedAndWorking(), ReasonCode.SESSION_ERROR),
        ready("working", CHANGED, of(SessionStatus.WORKING), ReasonCode.AGENT_WORKING),
        ready("working, conflicts", CONFLICTS, of(SessionStatus.WORKING), ReasonCode.AGENT_WORKING),
        ready("starting", CLEAN, of(SessionStatus.STARTING), ReasonCode.STARTING_SESSION),
        ready("waiting for ready", CLEAN, waiting(), ReasonCode.STARTING_SESSION),
        ready("conflicts", CONFLICTS, of(SessionStatus.IDLE), ReasonCode.MERGE_CONFLICT),
        ready("idle with changes", CHANGED, of(SessionStatus.IDLE), ReasonCode.READY_FOR_REVIEW),
        ready(
            "stopped with changes",
            CHANGED,
            of(SessionStatus.STOPPED),
            ReasonCode.READY_FOR_REVIEW),
        ready(
            "idle without changes",
            CLEAN,
            of(SessionStatus.IDLE),
            ReasonCode.READY_FOR_NEXT_PROMPT),
        ready(
            "idle, git not read yet",
            NO_GIT,
            of(SessionStatus.IDLE),
            ReasonCode.READY_FOR_NEXT_PROMPT),
        ready("no session", CLEAN, NO_SESSION, ReasonCode.NO_SESSION_STARTED),
        ready("changed by hand", CHANGED, NO_SESSION, ReasonCode.NO_SESSION_STARTED),
        setUp("set-up again", SetupState.RUNNING, CLEAN, NO_SESSION, ReasonCode.SETTING_UP),
        setUp("set-up failed", SetupState.FAILED, CLEAN, NO_SESSION, ReasonCode.SETUP_WARNING),
        setUp(
            "set-up too slow", SetupState.TIMED_OUT, NO_GIT, NO_SESSION, ReasonCode.SETUP_WARNING),
        setUp(
            "set-up failed, agent idle",
            SetupState.FAILED,
            CLEAN,
            of(SessionStatus.IDLE),
            ReasonCode.SETUP_WARNING),
        setUp(
            "set-up failed, agent works",
            SetupState.FAILED,
            CLEAN,
            of(SessionStatus.WORKING),
            ReasonCode.AGENT_WORKING),
        setUp(
            "set-up failed, work to see",
            SetupState.FAILED,
            CHANGED,
            of(SessionStatus.IDLE),
            ReasonCode.READY_FOR_REVIEW),
        setUp(
            "set-up succeeded",
            SetupState.SUCCEEDED,
            CLEAN,
            NO_SESSION,
            ReasonCode.NO_SESSION_STARTED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void reason(Case row) {
    assertThat(reason(row.facts())).isEqualTo(row.expected());
  }

  @Test
  void everyReasonIsReached() {
    assertThat(table().map(Case::expected)).contains(ReasonCode.values());
  }

  @ParameterizedTest
  @EnumSource
  void whatNeedsAPersonWaits(ReasonCode code) {
    if (code.reason().needsUser()) {
      assertThat(KanbanColumn.of(code)).isEqualTo(KanbanColumn.WAITING);
    }
  }

  @Test
  void theOldestRequestIsShownAndAllAreCounted() {
    var old = request("old", PendingRequest.Kind.QUESTION, NOON.minusSeconds(60));
    var recent = request("new", PendingRequest.Kind.PERMISSION, NOON);
    var facts =
        facts(
            CLEAN,
            sessions(
                1,
                1,
                summary(1, SessionStatus.WORKING, recent),
                summary(2, SessionStatus.WORKING, old)));

    var shown = Derivations.pendingRequest(facts).orElseThrow();

    assertThat(shown.requestId()).isEqualTo("old");
    assertThat(shown.sessionId()).isEqualTo(Samples.session(2));
    assertThat(shown.count()).isEqualTo(2);
    assertThat(reason(facts)).isEqualTo(ReasonCode.NEEDS_ANSWER);
    assertThat(Derivations.isWorking(facts)).isTrue();
  }

  @Test
  void activityIsTheLatestOfAllSessions() {
    var facts = facts(CLEAN, of(SessionStatus.IDLE));

    assertThat(Derivations.lastActivityAt(facts)).contains(NOON);
    assertThat(Derivations.lastActivityAt(facts(CLEAN, NO_SESSION))).isEmpty();
  }

  @Test
  void theSidebarTellsWhetherAnAgentWorks() {
    assertThat(Derivations.sidebarState(facts(CLEAN, of(SessionStatus.WORKING))).activityState())
        .isEqualTo(SidebarState.Activity.WORKING);
    assertThat(Derivations.sidebarState(facts(CLEAN, of(SessionStatus.IDLE))).activityState())
        .isEqualTo(SidebarState.Activity.IDLE);
  }

  private static Case inStatus(
      String name, WorkspaceStatus status, @Nullable SessionFacet session, ReasonCode expected) {
    var workspace = facet(1, 1, "w", status, SetupState.NONE);
    return new Case(name, Samples.facts(workspace, CHANGED, session), expected);
  }

  private static Case ready(
      String name, @Nullable GitFacet git, @Nullable SessionFacet session, ReasonCode expected) {
    return setUp(name, SetupState.NONE, git, session, expected);
  }

  private static Case setUp(
      String name,
      SetupState setup,
      @Nullable GitFacet git,
      @Nullable SessionFacet session,
      ReasonCode expected) {
    var workspace = facet(1, 1, "w", WorkspaceStatus.READY, setup);
    return new Case(name, Samples.facts(workspace, git, session), expected);
  }

  private static WorkspaceFacts facts(GitFacet git, @Nullable SessionFacet session) {
    return Samples.facts(Samples.ready(1, 1), git, session);
  }

  private static SessionFacet of(SessionStatus status) {
    return sessions(1, 1, summary(1, status));
  }

  private static SessionFacet waiting() {
    return new SessionFacet(
        Samples.PROJECT,
        Samples.workspace(1),
        1,
        java.util.List.of(summary(1, SessionStatus.WAITING)),
        false);
  }

  private static SessionFacet failed() {
    return of(SessionStatus.FAILED);
  }

  private static SessionFacet failedAndWorking() {
    return sessions(1, 1, summary(1, SessionStatus.FAILED), summary(2, SessionStatus.WORKING));
  }

  private static SessionFacet asking(PendingRequest.Kind kind) {
    return sessions(1, 1, summary(1, SessionStatus.WORKING, request("r", kind, NOON)));
  }

  private static SessionFacet askingAndFailed() {
    return sessions(
        1,
        1,
        summary(1, SessionStatus.FAILED),
        summary(2, SessionStatus.WORKING, request("r", PendingRequest.Kind.PERMISSION, NOON)));
  }

  private static ReasonCode reason(WorkspaceFacts facts) {
    return ReasonRule.of(facts).code();
  }
}
