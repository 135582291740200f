package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.session.SessionTestSupport.RecordedFacts;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@SessionModuleTest
class SessionIntegrationTests extends SessionDriving {

  private final LiveSessions live;

  SessionIntegrationTests(
      SessionFacade sessions,
      LiveSessions live,
      DirectoryWorkspaces workspaces,
      RecordedFacts facts) {
    super(sessions, workspaces, facts);
    this.live = live;
  }

  @Test
  void aTurnWithPermissionRunsToItsEnd() {
    var place = workspaces.ready();
    var id = fastSession(place);

    var receipt = sessions.message(id, "m1", "Write a note\nabout nothing");
    assertThat(receipt.messageId()).isEqualTo("m1");
    var request = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    assertThat(request.command()).isEqualTo("git status --short");
    assertThat(request.toolKind()).isEqualTo("execute");
    assertThat(request.reason()).isEqualTo("Check the result");
    assertThat(facetOf(place).pendingRequests()).isEqualTo(List.of(request));

    sessions.answer(id, request.requestId(), "allow-once");
    awaitTurns(id, 1);

    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.IDLE);
    assertThat(sessions.get(id).stopReason()).isEqualTo("end_turn");
    assertThat(sessions.get(id).usage()).isNotNull();
    assertThat(directory(place).resolve("notes/write-a-note.md")).exists();
    assertThat(types(id))
        .contains("user_message", "turn_started", "plan", "tool_call", "permission_request")
        .contains("permission_answered", "agent_thought", "agent_message", "turn_ended", "usage");
    assertThat(text(id, "agent_message")).contains("I wrote **notes/write-a-note.md**");
    assertGapFree(id);
    assertPushedIsStored(id);
    assertThat(facetOf(place).plan()).isEqualTo(new SessionFacet.PlanProgress(3, 3));
    assertThat(facts.facets(place.workspaceId()).getLast().hasHadSessions()).isTrue();
  }

  @Test
  void aRequestIsAnsweredOnce() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@two");
    var open = eventually().until(() -> requests(id), list -> list.size() == 2);

    assertRefused(
        ErrorCode.UNKNOWN_OPTION, () -> sessions.answer(id, open.get(0).requestId(), "perhaps"));
    sessions.answer(id, open.get(1).requestId(), "reject");
    assertRefused(
        ErrorCode.REQUEST_ALREADY_ANSWERED,
        () -> sessions.answer(id, open.get(1).requestId(), "allow-once"));
    assertThat(requests(id)).containsExactly(open.get(0));
    sessions.answer(id, open.get(0).requestId(), "allow-once");
    awaitTurns(id, 1);
  }

  @Test
  void plansAndQuestionsAreToldApart() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@plan");
    var plan = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    assertThat(plan.kind()).isEqualTo(PendingRequest.Kind.PLAN_APPROVAL);
    assertThat(plan.reason()).contains("Run the tests");
    sessions.answer(id, plan.requestId(), "approve");
    awaitTurns(id, 1);

    sessions.message(id, null, "@question");
    var question = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    assertThat(question.kind()).isEqualTo(PendingRequest.Kind.QUESTION);
    sessions.answer(id, question.requestId(), "blue");
    awaitTurns(id, 2);
    assertThat(text(id, "agent_message")).contains("You chose blue.");
  }

  @Test
  void cancelEndsTheTurnAndItsOpenRequest() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@ask");
    var request = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();

    sessions.cancel(id);
    awaitTurns(id, 1);

    assertThat(facts.turns(id).getFirst().stopReason()).isEqualTo("cancelled");
    assertThat(requests(id)).isEmpty();
    assertRefused(
        ErrorCode.REQUEST_ALREADY_ANSWERED,
        () -> sessions.answer(id, request.requestId(), "allow-once"));
    sessions.message(id, null, "@say Still here.");
    awaitTurns(id, 2);
    assertThat(text(id, "agent_message")).endsWith("Still here.");
  }

  @Test
  void aCrashIsToldAndTheConversationGoesOnAfterwards() {
    var place = workspaces.ready();
    var id = fastSession(place);
    sessions.message(id, null, "@say First.");
    awaitTurns(id, 1);
    sessions.message(id, null, "@crash");
    awaitStatus(id, SessionStatus.FAILED);

    assertThat(sessions.get(id).stopReason()).isEqualTo("agent_exited");
    assertThat(problem(id).message())
        .contains("exit code 1")
        .contains("Segmentation fault (scripted)");
    assertThat(sessions.get(id).process()).isNull();
    assertThat(lastOf(id, "tool_call_update").data().path("status").stringValue())
        .isEqualTo("failed");

    sessions.message(id, null, "@say Back again.");
    awaitTurns(id, 3);
    assertThat(sessions.get(id).error()).isNull();
    assertThat(text(id, "agent_message")).endsWith("Back again.");
    assertThat(events(id).stream().filter(it -> it.type().equals("user_message"))).hasSize(3);
    assertThat(text(id, "agent_message")).containsOnlyOnce("First.");
    assertGapFree(id);
  }

  @Test
  void messagesWaitInOrderAndOnceForEachId() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, "a", "@hang");
    eventually().until(() -> sessions.get(id).status() == SessionStatus.WORKING);
    sessions.message(id, "b", "@say two");
    sessions.message(id, "c", "@say three");
    sessions.message(id, "d", "@say never");
    assertThat(sessions.message(id, "b", "@say other"))
        .isEqualTo(new MessageReceipt("b", MessageState.QUEUED));
    sessions.editMessage(id, "c", "@say edited");
    sessions.deleteMessage(id, "d");
    assertRefused(ErrorCode.MESSAGE_ALREADY_SENT, () -> sessions.deleteMessage(id, "a"));
    assertThat(sessions.get(id).queue())
        .extracting(Session.QueuedMessage::text)
        .containsExactly("@say two", "@say edited");

    sessions.cancel(id);
    awaitTurns(id, 3);

    assertThat(text(id, "agent_message")).isEqualTo("twoedited");
    assertThat(sessions.message(id, "b", "again"))
        .isEqualTo(new MessageReceipt("b", MessageState.SEEN));
  }

  @Test
  void whatWasRunningGoesOnWithoutTheServer() {
    var id = fastSession(workspaces.ready());
    var pid = pid(id);
    sessions.message(id, null, "@stream 3000");
    sessions.message(id, "next", "@ask");
    eventually().until(() -> text(id, "agent_message").contains("chunk 5\n"));

    live.detachAll();
    var before = text(id, "agent_message");
    assertThat(sessions.get(id).status()).isIn(SessionStatus.WORKING, SessionStatus.IDLE);
    live.adoptAll();
    var request = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();

    live.detachAll();
    live.adoptAll();
    assertThat(requests(id)).containsExactly(request);
    sessions.answer(id, request.requestId(), "reject");
    awaitTurns(id, 2);

    assertThat(pid(id)).isEqualTo(pid);
    assertThat(text(id, "agent_message")).startsWith(before);
    assertThat(text(id, "agent_message").lines().filter(line -> line.startsWith("chunk ")))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 3000).mapToObj(i -> "chunk " + i).toList());
    assertGapFree(id);
  }

  @Test
  void whatEndedWhileNoServerRanIsReadToItsEnd() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@hang");
    eventually().until(() -> types(id).contains("tool_call"));
    var process = ProcessHandle.of(pid(id)).orElseThrow();

    live.detachAll();
    process.destroyForcibly();
    eventually().until(() -> !process.isAlive());
    live.adoptAll();
    awaitTurns(id, 1);

    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(sessions.get(id).stopReason()).isEqualTo("server_restarted");
    sessions.resume(id);
    awaitStatus(id, SessionStatus.IDLE);
  }

  @Test
  void aSessionWaitsForItsWorkspace() {
    var place = workspaces.add(false);
    var id = sessions.create(place.projectId(), place.workspaceId(), NewSession.of(null)).id();
    sessions.message(id, null, "@say Hello.");
    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.WAITING);

    workspaces.becomeReady(place.workspaceId());
    sessions.workspaceReady(place.workspaceId());
    awaitTurns(id, 1);
    assertThat(text(id, "agent_message")).isEqualTo("Hello.");
  }

  @Test
  void stopAllLeavesNothingRunning() {
    var place = workspaces.ready();
    var id = fastSession(place);
    sessions.message(id, null, "@hang");
    eventually().until(() -> types(id).contains("tool_call"));
    var process = ProcessHandle.of(pid(id)).orElseThrow();

    sessions.stopAll(place.workspaceId());

    assertThat(process.isAlive()).isFalse();
    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(sessions.get(id).stopReason()).isEqualTo("cancelled");
    assertThat(types(id)).contains("turn_ended");

    sessions.removeAll(place.workspaceId());
    assertThat(sessions.list(place.workspaceId())).isEmpty();
    assertRefused(ErrorCode.NOT_FOUND, () -> sessions.get(id));
    assertThat(sessions.facets(place.projectId()).getFirst().sessions()).isEmpty();
  }

  @Test
  void noiseIsKeptOrSkippedButNeverFatal() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@noise");
    awaitTurns(id, 1);

    assertThat(types(id)).contains("unknown", "notice");
    assertThat(text(id, "agent_message")).isEqualTo("zerohalf\ud83d\ude00 whole");
    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.IDLE);
  }

  @Test
  void longOutputIsCutAndSaysSo() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@big 1024");
    awaitTurns(id, 1);

    var update = lastOf(id, "tool_call_update").data();
    assertThat(update.path("content").path(0).path("text").stringValue())
        .hasSizeLessThan(200_000)
        .contains("[truncated, 1048576 characters");
  }

  @Test
  void anErrorEndsTheTurnAndTheSessionGoesOn() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@fail");
    awaitTurns(id, 1);
    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.IDLE);
    assertThat(lastOf(id, "turn_ended").data().path("error").path("message").stringValue())
        .isEqualTo("The scripted model answered 500.");
    assertThat(problem(id).message()).isEqualTo("The scripted model answered 500.");

    sessions.message(id, null, "@say Fine.");
    awaitTurns(id, 2);
    assertThat(sessions.get(id).error()).isNull();
  }

  @Test
  void aStrangerIsToldHowToSignIn() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, "m", "@signed-out");
    awaitStatus(id, SessionStatus.FAILED);

    assertThat(problem(id).code()).isEqualTo(ErrorCode.AGENT_SIGNED_OUT);
    assertThat(problem(id).fix()).isEqualTo("scripted login");
    assertThat(sessions.message(id, "m", "x").state()).isEqualTo(MessageState.FAILED);
  }

  @Test
  void aMissingAgentIsRefusedWithItsFix() {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> sessions.requireAvailable("missing"))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.AGENT_UNAVAILABLE);
              assertThat(e.facts()).containsEntry("fix", "install it");
            });
    assertRefused(ErrorCode.UNKNOWN_AGENT, () -> sessions.requireAvailable("nobody"));
    assertThat(sessions.agents()).extracting(AgentView::name).contains("claude", "codex");
  }

  @Test
  void modeAndTitleChange() {
    var id = fastSession(workspaces.ready());
    assertThat(sessions.update(id, new SessionChange("auto", null, "My title", null)).mode())
        .isEqualTo("auto");
    assertThat(sessions.get(id).title()).isEqualTo("My title");
    assertThat(sessions.get(id).commands())
        .extracting(Session.Command::name)
        .contains("edit", "compact");
    assertRefused(
        ErrorCode.INVALID_INPUT,
        () -> sessions.update(id, new SessionChange("nonsense", null, null, null)));
    sessions.message(id, null, "@ask");
    awaitTurns(id, 1);
    assertThat(types(id)).doesNotContain("permission_request");
  }
}
