package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.session.SessionTestSupport.RecordedFacts;
import dev.factoryfactory.session.acp.AcpForm;
import dev.factoryfactory.session.acp.AcpJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes into a session besides words, and what comes out of it besides its transcript. */
@SessionModuleTest
class SessionContentIntegrationTests extends SessionDriving {

  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

  private final ServerClient client;
  private final UsageFacade usage;

  SessionContentIntegrationTests(
      SessionFacade sessions,
      DirectoryWorkspaces workspaces,
      RecordedFacts facts,
      ServerClient client,
      UsageFacade usage) {
    super(sessions, workspaces, facts);
    this.client = client;
    this.usage = usage;
  }

  @Test
  void filesGoWithAMessageInTheFormTheAgentTakes() throws IOException {
    var place = workspaces.ready();
    var id = fastSession(place);
    var readme = directory(place).resolve("README.md");
    Files.writeString(readme, "read me");
    sessions.message(
        id,
        "m",
        "@blocks",
        List.of(
            file("dot.png", "image/png", PNG),
            file("log.txt", "text/plain", "it broke".getBytes(StandardCharsets.UTF_8)),
            new NewAttachment(null, null, null, "README.md")));
    awaitTurns(id, 1);

    assertThat(text(id, "agent_message"))
        .contains("[text ]", "[image ]", "it broke")
        .contains("[resource_link " + readme.toRealPath().toUri());
    var told = AcpJson.items(lastOf(id, "user_message").data(), "attachments", 10);
    assertThat(told).hasSize(3);
    var image = told.getFirst().path("attachmentId").stringValue();
    var answer = client.get("/api/sessions/%s/attachments/%s".formatted(id, image));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(client.get("/api/sessions/%s/attachments/none".formatted(id)).status())
        .isEqualTo(404);
  }

  @Test
  void filesThatCanNotBeSentAreRefusedAndNothingIsStored() {
    var id = fastSession(workspaces.ready());
    refuse(
        ErrorCode.INVALID_INPUT,
        id,
        file("x.png", "image/png", "no image".getBytes(StandardCharsets.UTF_8)));
    refuse(ErrorCode.INVALID_INPUT, id, file("x.bin", null, new byte[] {0, 1, 2}));
    refuse(ErrorCode.INVALID_INPUT, id, file("x.txt", null, new byte[600 * 1024]));
    refuse(ErrorCode.INVALID_INPUT, id, file("empty", null, new byte[0]));
    refuse(ErrorCode.INVALID_INPUT, id, new NewAttachment("x", null, "%%%", null));
    refuse(ErrorCode.INVALID_INPUT, id, new NewAttachment(null, null, null, "not-there.md"));
    refuse(ErrorCode.PATH_OUTSIDE_WORKTREE, id, new NewAttachment(null, null, null, "../x"));
    refuse(ErrorCode.PATH_OUTSIDE_WORKTREE, id, new NewAttachment(null, null, null, "/etc/hosts"));
    assertThat(types(id)).doesNotContain("user_message");
  }

  private void refuse(ErrorCode code, SessionId id, NewAttachment file) {
    assertRefused(code, () -> sessions.message(id, null, "see", List.of(file)));
  }

  @Test
  void aFormIsFilledInOnceAndAsAsked() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@form");
    var request = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    assertThat(request.kind()).isEqualTo(PendingRequest.Kind.QUESTION);
    assertThat(Objects.requireNonNull(request.form()).fields())
        .extracting(AcpForm.Field::name, AcpForm.Field::type, AcpForm.Field::required)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("colour", AcpForm.Type.CHOICE, true),
            org.assertj.core.groups.Tuple.tuple("count", AcpForm.Type.INTEGER, false));

    assertRefused(
        ErrorCode.INVALID_INPUT, () -> sessions.answer(id, request.requestId(), "accept"));
    assertRefused(
        ErrorCode.INVALID_INPUT,
        () ->
            sessions.answer(
                id, request.requestId(), "accept", AcpJson.object().put("colour", "green")));
    var filled = AcpJson.object().put("colour", "blue").put("count", 3).put("forged", true);
    sessions.answer(id, request.requestId(), "accept", filled);
    awaitTurns(id, 1);
    assertThat(text(id, "agent_message"))
        .contains("\"colour\":\"blue\"", "\"count\":3")
        .doesNotContain("forged");

    sessions.message(id, null, "@form");
    var second = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    sessions.answer(id, second.requestId(), "decline");
    awaitTurns(id, 2);
    assertThat(text(id, "agent_message")).contains("decline");

    sessions.message(id, null, "@form");
    eventually().until(() -> requests(id), list -> !list.isEmpty());
    sessions.cancel(id);
    awaitTurns(id, 3);
    assertThat(requests(id)).isEmpty();
  }

  @Test
  void thePolicyAnswersWhatItAllowsAndTellsThatItDid() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@touch notes.md");
    var asked = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    assertThat(asked.paths()).hasSize(1);

    // What waits is answered as soon as the policy allows it.
    sessions.update(id, new SessionChange(null, null, null, PermissionPolicy.RELAXED));
    awaitTurns(id, 1);
    assertThat(lastOf(id, "permission_answered").data().path("by").stringValue())
        .isEqualTo("POLICY");
    assertThat(sessions.get(id).permissions()).isEqualTo(PermissionPolicy.RELAXED);

    sessions.message(id, null, "@touch ../outside.md");
    var outside = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    sessions.answer(id, outside.requestId(), "reject");
    awaitTurns(id, 2);
    assertThat(lastOf(id, "permission_answered").data().path("by").stringValue())
        .isEqualTo("PERSON");

    sessions.update(id, new SessionChange(null, null, null, PermissionPolicy.YOLO));
    sessions.message(id, null, "@ask");
    awaitTurns(id, 3);
    sessions.message(id, null, "@plan");
    var plan = eventually().until(() -> requests(id), list -> !list.isEmpty()).getFirst();
    assertThat(plan.kind()).isEqualTo(PendingRequest.Kind.PLAN_APPROVAL);
  }

  @Test
  void aConversationIsForkedWithWhatWasSaid() {
    var place = workspaces.ready();
    var id = fastSession(place);
    sessions.message(id, null, "@say Before the fork.");
    awaitTurns(id, 1);

    var copy = sessions.fork(id).id();
    awaitStatus(copy, SessionStatus.IDLE);
    assertThat(text(copy, "agent_message")).isEqualTo("Before the fork.");
    assertGapFree(copy);
    sessions.message(copy, null, "@say Only here.");
    awaitTurns(copy, 1);
    assertThat(text(copy, "agent_message")).isEqualTo("Before the fork.Only here.");
    assertThat(text(id, "agent_message")).isEqualTo("Before the fork.");
    assertThat(sessions.get(copy).process()).isNotEqualTo(sessions.get(id).process());
  }

  @Test
  void aConversationThatTheAgentHeldElsewhereIsTakenUpWithItsWords() {
    var place = workspaces.ready();
    var id = fastSession(place);
    sessions.message(id, null, "@say Held elsewhere.");
    awaitTurns(id, 1);
    var known = sessions.conversations(id);
    assertThat(known).isNotEmpty();

    var own =
        known.stream().filter(it -> replayOf(place, it).contains("Held elsewhere.")).findFirst();
    assertThat(own).isPresent();
  }

  private String replayOf(SessionWorkspaces.WorkspacePlace place, Conversation conversation) {
    var wanted = new NewSession(null, null, null, null, conversation.conversationId());
    var session = sessions.create(place.projectId(), place.workspaceId(), wanted).id();
    awaitStatus(session, SessionStatus.IDLE);
    var said = text(session, "agent_message");
    assertThat(said.isEmpty() || types(session).contains("user_message")).isTrue();
    sessions.stop(session);
    return said;
  }

  @Test
  void whatATurnUsedIsBookedOnceForSessionWorkspaceAndProject() {
    var place = workspaces.ready();
    var id = fastSession(place);
    sessions.update(id, new SessionChange("auto", null, null, null));
    sessions.message(id, null, "Write a note");
    sessions.message(id, null, "@say one two");
    awaitTurns(id, 2);

    var rows = usage.of(id, 1).rows();
    assertThat(rows.stream().mapToLong(UsageReport.Row::turns).sum()).isEqualTo(2);
    assertThat(rows.stream().mapToLong(UsageReport.Row::inputTokens).sum()).isEqualTo(200);
    assertThat(rows.stream().mapToLong(UsageReport.Row::outputTokens).sum()).isPositive();
    var cost = rows.stream().map(UsageReport.Row::costAmount).filter(Objects::nonNull).toList();
    var told = Objects.requireNonNull(sessions.get(id).usage()).costAmount();
    assertThat(cost.stream().reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add))
        .isEqualByComparingTo(told);
    assertThat(usage.of(place.workspaceId(), 30).rows()).isEqualTo(rows);
    assertThat(usage.of(place.projectId(), 30).rows()).isEqualTo(rows);

    sessions.removeAll(place.workspaceId());
    assertThat(usage.of(place.projectId(), 30).rows()).isEqualTo(rows);
  }

  @Test
  void aWaitingMessageMovesInTheQueue() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, "first", "@hang");
    for (var name : List.of("a", "b", "c")) {
      sessions.message(id, name, "@say " + name);
    }
    sessions.moveMessage(id, "c", 0);
    sessions.moveMessage(id, "a", 99);
    assertThat(sessions.get(id).queue())
        .extracting(Session.QueuedMessage::messageId)
        .containsExactly("c", "b", "a");
    assertRefused(ErrorCode.MESSAGE_ALREADY_SENT, () -> sessions.moveMessage(id, "first", 0));
    sessions.cancel(id);
    awaitTurns(id, 4);
    assertThat(text(id, "agent_message")).isEqualTo("cba");
  }

  @Test
  void aSessionIsExportedForPeopleAndPrograms() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, null, "@edit ```evil.md");
    awaitTurns(id, 1);

    var markdown = client.get("/api/sessions/%s/export".formatted(id));
    assertThat(markdown.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("attachment");
    assertThat(markdown.body())
        .contains("## You\n\n@edit", "## Agent", "+One more line.", "````", "end_turn");
    var whole = client.get("/api/sessions/%s/export?format=json".formatted(id)).json();
    assertThat(whole.path("events").size()).isEqualTo(events(id).size());
    assertThat(whole.path("session").path("id").stringValue()).isEqualTo(id.toString());
    assertThat(client.get("/api/sessions/%s/export?format=pdf".formatted(id)).status())
        .isEqualTo(400);
  }

  private static NewAttachment file(String name, @Nullable String type, byte[] content) {
    return new NewAttachment(name, type, Base64.getEncoder().encodeToString(content), null);
  }
}
