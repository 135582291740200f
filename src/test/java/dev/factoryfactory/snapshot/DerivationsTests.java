package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.NOON;
import static dev.factoryfactory.snapshot.Samples.facet;
import static dev.factoryfactory.snapshot.Samples.git;
import static dev.factoryfactory.snapshot.Samples.request;
import static dev.factoryfactory.snapshot.Samples.sessions;
import static dev.factoryfactory.snapshot.Samples.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.github.PullRequest;
import dev.factoryfactory.github.PullRequest.Ci;
import dev.factoryfactory.github.PullRequest.Review;
import dev.factoryfactory.github.PullRequest.State;
import dev.factoryfactory.github.PullRequestFacet;
import dev.factoryfactory.ratchet.RatchetFacet;
import dev.factoryfactory.ratchet.RatchetState;
import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.session.Waiting;
import dev.factoryfactory.snapshot.SidebarState.CiState;
import dev.factoryfactory.workspace.GitFacet;
import dev.factoryfactory.workspace.SetupState;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
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
        ready("says nothing", CHANGED, silent(), ReasonCode.AGENT_SILENT),
        ready("says nothing on merged work", MERGED, silent(), ReasonCode.AGENT_SILENT),
        ready("working", CHANGED, of(SessionStatus.WORKING), ReasonCode.AGENT_WORKING),
        ready("working, conflicts", CONFLICTS, of(SessionStatus.WORKING), ReasonCode.AGENT_WORKING),
        ready(
            "waits for a place",
            CHANGED,
            waits(SessionStatus.WAITING, Waiting.Reason.PLACE),
            ReasonCode.WAITING_FOR_PLACE),
        ready(
            "waits for memory",
            CHANGED,
            waits(SessionStatus.WAITING, Waiting.Reason.MEMORY),
            ReasonCode.WAITING_FOR_PLACE),
        ready(
            "waits for the provider",
            CHANGED,
            waits(SessionStatus.IDLE, Waiting.Reason.PROVIDER_LIMIT),
            ReasonCode.WAITING_FOR_LIMIT),
        ready(
            "waits for its workspace",
            CHANGED,
            waits(SessionStatus.WAITING, Waiting.Reason.WORKSPACE),
            ReasonCode.STARTING_SESSION),
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
            ReasonCode.NO_SESSION_STARTED),
        github("merged on GitHub", gitHub(State.MERGED, Ci.FAILURE), ReasonCode.MERGED),
        github("closed", gitHub(State.CLOSED, Ci.SUCCESS), ReasonCode.PR_CLOSED),
        github("not asked yet", pullRequest(null), ReasonCode.READY_FOR_REVIEW),
        github("no check known", gitHub(State.OPEN, Ci.UNKNOWN), ReasonCode.WAITING_FOR_CI),
        github("checks run", gitHub(State.DRAFT, Ci.PENDING), ReasonCode.WAITING_FOR_CI),
        github("checks failed", gitHub(State.OPEN, Ci.FAILURE), ReasonCode.CHECKS_FAILED),
        github("checks passed", gitHub(State.OPEN, Ci.SUCCESS), ReasonCode.READY_TO_MERGE),
        github("draft passed", gitHub(State.DRAFT, Ci.SUCCESS), ReasonCode.READY_FOR_REVIEW),
        github(
            "changes requested",
            gitHub(State.OPEN, Ci.SUCCESS, Review.CHANGES_REQUESTED, false),
            ReasonCode.CHANGES_REQUESTED),
        github(
            "conflict, checks failed",
            gitHub(State.OPEN, Ci.FAILURE, Review.NONE, true),
            ReasonCode.MERGE_CONFLICT),
        github(
            "conflict of a closed one",
            gitHub(State.CLOSED, Ci.FAILURE, Review.NONE, true),
            ReasonCode.PR_CLOSED),
        ratchet("fixing CI", RatchetState.FIXING_CI, ReasonCode.FIXING_CI_FAILURES),
        ratchet("fixing review", RatchetState.FIXING_REVIEW, ReasonCode.FIXING_REVIEW_COMMENTS),
        ratchet("fixing conflict", RatchetState.FIXING_CONFLICT, ReasonCode.FIXING_MERGE_CONFLICT),
        ratchet("checking", RatchetState.CHECKING, ReasonCode.CHECKING_PR),
        ratchet("stalled", RatchetState.STALLED, ReasonCode.RATCHET_STALLED),
        ratchet("nothing to do", RatchetState.IDLE, ReasonCode.CHECKS_FAILED),
        fixing("its fixer works", of(SessionStatus.WORKING), ReasonCode.FIXING_CI_FAILURES),
        fixing("its fixer says nothing", silent(), ReasonCode.AGENT_SILENT),
        fixing("its fixer failed", failed(), ReasonCode.SESSION_ERROR),
        fixing(
            "its fixer asks", asking(PendingRequest.Kind.PERMISSION), ReasonCode.NEEDS_PERMISSION),
        off("switched off while it fixed", ReasonCode.CHECKS_FAILED));
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

  @Test
  void everyRowDecidesSomewhere() {
    assertThat(table().map(row -> ReasonRule.of(row.facts()))).contains(ReasonRule.values());
  }

  @Test
  void theDocumentHasTheSameTable() throws IOException {
    assertThat(Files.readString(Path.of("docs/snapshot.md"))).contains(document());
  }

  private static String document() {
    return Stream.of(ReasonRule.values())
        .map(
            rule -> {
              var reason = rule.code().reason();
              var column = KanbanColumn.of(rule.code());
              return "| %d | %s | `%s` | %s | %s | %s | %s |\n"
                  .formatted(
                      rule.number(),
                      rule.condition(),
                      rule.code(),
                      reason.label(),
                      reason.tone().wireName(),
                      reason.needsUser() ? "yes" : "",
                      column == null ? "off the board" : column);
            })
        .collect(Collectors.joining());
  }

  record Seen(@Nullable PullRequestFacet facet, CiObservation ci, CiState badge) {}

  static Stream<Seen> observations() {
    return Stream.of(
        new Seen(null, CiObservation.NO_PULL_REQUEST, CiState.NONE),
        new Seen(parted(), CiObservation.NO_PULL_REQUEST, CiState.NONE),
        new Seen(pullRequest(null), CiObservation.NOT_FETCHED, CiState.UNKNOWN),
        new Seen(gitHub(State.OPEN, Ci.UNKNOWN), CiObservation.CHECKS_UNKNOWN, CiState.UNKNOWN),
        new Seen(gitHub(State.OPEN, Ci.PENDING), CiObservation.CHECKS_PENDING, CiState.RUNNING),
        new Seen(gitHub(State.OPEN, Ci.FAILURE), CiObservation.CHECKS_FAILED, CiState.FAILING),
        new Seen(gitHub(State.OPEN, Ci.SUCCESS), CiObservation.CHECKS_PASSED, CiState.PASSING),
        new Seen(
            gitHub(State.OPEN, Ci.FAILURE, Review.NONE, true),
            CiObservation.CHECKS_FAILED,
            CiState.CONFLICT),
        new Seen(gitHub(State.MERGED, Ci.FAILURE), CiObservation.CHECKS_FAILED, CiState.MERGED),
        new Seen(gitHub(State.CLOSED, Ci.PENDING), CiObservation.CHECKS_PENDING, CiState.CLOSED));
  }

  @ParameterizedTest
  @MethodSource("observations")
  void ciObservation(Seen row) {
    var facts =
        new WorkspaceFacts(Samples.ready(1, 1), CHANGED, row.facet(), null, null, null, null);

    assertThat(Derivations.ciObservation(facts)).isEqualTo(row.ci());
    assertThat(Derivations.sidebarState(facts).ciState()).isEqualTo(row.badge());
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

  private static SessionFacet waits(SessionStatus status, Waiting.Reason reason) {
    return sessions(1, 1, Samples.waits(1, status, reason));
  }

  private static SessionFacet silent() {
    return sessions(1, 1, Samples.silent(1));
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

  private static Case github(String name, PullRequestFacet facet, ReasonCode expected) {
    return new Case(name, with(facet, of(SessionStatus.IDLE), null), expected);
  }

  private static Case ratchet(String name, RatchetState state, ReasonCode expected) {
    return new Case(
        name,
        with(gitHub(State.OPEN, Ci.FAILURE), of(SessionStatus.IDLE), ratchet(true, state)),
        expected);
  }

  private static Case fixing(String name, SessionFacet session, ReasonCode expected) {
    var ratchet = ratchet(true, RatchetState.FIXING_CI);
    return new Case(name, with(gitHub(State.OPEN, Ci.FAILURE), session, ratchet), expected);
  }

  private static Case off(String name, ReasonCode expected) {
    var ratchet = ratchet(false, RatchetState.FIXING_CI);
    return new Case(
        name, with(gitHub(State.OPEN, Ci.FAILURE), of(SessionStatus.IDLE), ratchet), expected);
  }

  private static WorkspaceFacts with(
      PullRequestFacet pullRequest, SessionFacet session, @Nullable RatchetFacet ratchet) {
    return new WorkspaceFacts(
        Samples.ready(1, 1), CHANGED, pullRequest, session, ratchet, null, null);
  }

  private static RatchetFacet ratchet(boolean enabled, RatchetState state) {
    return new RatchetFacet(Samples.PROJECT, Samples.workspace(1), 1, enabled, state);
  }

  private static PullRequestFacet gitHub(State state, Ci ci) {
    return gitHub(state, ci, Review.NONE, false);
  }

  private static PullRequestFacet gitHub(State state, Ci ci, Review review, boolean conflict) {
    return pullRequest(
        new PullRequest.Facts("Title", state, "0123456789", ci, review, conflict, NOON));
  }

  private static PullRequestFacet pullRequest(PullRequest.@Nullable Facts facts) {
    return new PullRequestFacet(
        Samples.PROJECT,
        Samples.workspace(1),
        1,
        new PullRequest("https://github.com/acme/shop/pull/7", 7, facts));
  }

  private static PullRequestFacet parted() {
    return new PullRequestFacet(Samples.PROJECT, Samples.workspace(1), 2, null);
  }

  private static ReasonCode reason(WorkspaceFacts facts) {
    return ReasonRule.of(facts).code();
  }
}
