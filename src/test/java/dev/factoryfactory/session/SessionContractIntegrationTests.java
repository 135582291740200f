package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SessionModuleTest
class SessionContractIntegrationTests {

  private static final Map<String, String> FAST =
      Map.of("agent", "scripted", "model", "scripted-fast");

  private final ServerClient client;
  private final DirectoryWorkspaces workspaces;
  private final SessionFacade sessions;

  SessionContractIntegrationTests(
      ServerClient client, DirectoryWorkspaces workspaces, SessionFacade sessions) {
    this.client = client;
    this.workspaces = workspaces;
    this.sessions = sessions;
  }

  @AfterEach
  void stopAgents() {
    workspaces.stopAll(sessions);
  }

  @Test
  void aSessionHasTheFieldsOfTheInterface() {
    var workspace = workspaces.ready().workspaceId();
    var created = client.post("/api/workspaces/%s/sessions".formatted(workspace), FAST);

    assertThat(created.status()).isEqualTo(201);
    var session = created.json();
    assertThat(session.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "workspaceId",
            "projectId",
            "agent",
            "agentTitle",
            "title",
            "status",
            "createdAt",
            "updatedAt",
            "stopReason",
            "error",
            "mode",
            "modes",
            "model",
            "models",
            "permissions",
            "abilities",
            "commands",
            "usage",
            "lastSequence",
            "pendingRequests",
            "queue",
            "process",
            "waiting",
            "resources");
    assertThat(session.path("workspaceId").stringValue()).isEqualTo(workspace.toString());
    assertThat(session.path("agentTitle").stringValue()).isEqualTo("Scripted");
    assertThat(client.get("/api/workspaces/%s/sessions".formatted(workspace)).json()).hasSize(1);
  }

  @Test
  void agentsSayWhatIsMissing() {
    var missing =
        client
            .get("/api/agents")
            .json()
            .valueStream()
            .filter(agent -> agent.path("name").stringValue().equals("missing"))
            .findFirst()
            .orElseThrow();

    assertThat(missing.path("available").booleanValue()).isFalse();
    assertThat(missing.path("problem").path("fix").stringValue()).isEqualTo("install it");
  }

  @Test
  void aTurnOverHttpAndStompIsCompleteAndInOrder() {
    var id = idleSession();
    try (var stomp = client.stomp()) {
      var live = stomp.subscribe("/topic/sessions/%s/events".formatted(id));
      var baseline = stomp.subscribe("/app/sessions/%s/events".formatted(id), "after", "0").next();
      assertThat(baseline.path("from").longValue()).isZero();
      assertThat(baseline.path("more").booleanValue()).isFalse();

      var message = Map.of("id", "m1", "text", "@ask");
      var accepted = client.post("/api/sessions/%s/messages".formatted(id), message);
      assertThat(accepted.status()).isEqualTo(202);
      assertThat(accepted.json().path("messageId").stringValue()).isEqualTo("m1");

      long held = baseline.path("to").longValue();
      var types = new HashSet<String>();
      while (!types.contains("turn_ended")) {
        var batch = live.next();
        assertThat(batch.path("from").longValue()).isLessThanOrEqualTo(held);
        if (batch.path("to").longValue() > held) {
          assertThat(batch.path("from").longValue()).isEqualTo(held);
          held = batch.path("to").longValue();
          batch.path("events").forEach(event -> types.add(event.path("type").stringValue()));
          answerIfAsked(id, batch);
        }
      }
      assertThat(types).contains("permission_request", "permission_answered", "agent_message");
    }
  }

  @Test
  void whoWasAwayForTenThousandEventsGetsJustThose() {
    var id = idleSession();
    var path = "/api/sessions/%s/messages".formatted(id);
    client.post(path, Map.of("text", "@say Before."));
    eventually().until(() -> client.get("/api/sessions/" + id).json(), isIdleAfter(1));
    long held = client.get("/api/sessions/" + id).json().path("lastSequence").longValue();

    client.post(path, Map.of("text", "@calls 5000"));
    eventually()
        .atMost(Duration.ofMinutes(2))
        .until(() -> client.get("/api/sessions/" + id).json(), isIdleAfter(held + 10_000));
    long last = client.get("/api/sessions/" + id).json().path("lastSequence").longValue();

    try (var stomp = client.stomp()) {
      boolean more = true;
      while (more) {
        var part =
            stomp.subscribe("/app/sessions/%s/events".formatted(id), "after", "" + held).next();
        assertThat(part.path("from").longValue()).isEqualTo(held);
        for (var event : part.path("events")) {
          assertThat(event.path("sequence").longValue()).isEqualTo(++held);
        }
        assertThat(part.path("to").longValue()).isEqualTo(held);
        more = part.path("more").booleanValue();
      }
    }
    assertThat(held).isEqualTo(last);
  }

  private static Predicate<JsonNode> isIdleAfter(long sequence) {
    return session ->
        session.path("status").stringValue().equals("IDLE")
            && session.path("lastSequence").longValue() > sequence
            && session.path("queue").isEmpty();
  }

  private void answerIfAsked(String id, JsonNode batch) {
    for (var event : batch.path("events")) {
      if (event.path("type").stringValue().equals("permission_request")) {
        var data = event.path("data");
        assertThat(Set.copyOf(data.propertyNames()))
            .containsExactlyInAnyOrder(
                "requestId",
                "kind",
                "title",
                "toolKind",
                "command",
                "paths",
                "reason",
                "options",
                "form",
                "createdAt",
                "toolCallId");
        var path =
            "/api/sessions/%s/permissions/%s".formatted(id, data.path("requestId").stringValue());
        assertThat(client.post(path, Map.of("optionId", "no-such")).status()).isEqualTo(400);
        assertThat(client.post(path, Map.of("optionId", "reject")).status()).isEqualTo(200);
        var again = client.post(path, Map.of("optionId", "reject"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("code").stringValue()).isEqualTo("REQUEST_ALREADY_ANSWERED");
      }
    }
  }

  @Test
  void eventsPageBothWays() {
    var id = idleSession();
    var all = client.get("/api/sessions/%s/events".formatted(id)).json();
    long last = all.path(all.size() - 1).path("sequence").longValue();

    var after = client.get("/api/sessions/%s/events?after=1&limit=1".formatted(id)).json();
    assertThat(after.path(0).path("sequence").longValue()).isEqualTo(2);
    var before = client.get("/api/sessions/%s/events?before=%d&limit=2".formatted(id, last)).json();
    assertThat(before.valueStream().map(event -> event.path("sequence").longValue()))
        .isEqualTo(List.of(last - 2, last - 1));
  }

  @Test
  void refusalsAreProblems() {
    var id = idleSession();
    var path = "/api/sessions/%s/messages".formatted(id);
    assertThat(client.post(path, Map.of("text", " ")).status()).isEqualTo(400);
    var attached = Map.of("text", "see", "attachments", List.of(Map.of("name", "a.png")));
    assertThat(client.post(path, attached).json().path("code").stringValue())
        .isEqualTo("INVALID_INPUT");
    assertThat(client.get("/api/sessions/nonsense").status()).isEqualTo(404);
    var unknown =
        client.post(
            "/api/workspaces/%s/sessions".formatted(workspaces.ready().workspaceId()),
            Map.of("agent", "nobody"));
    assertThat(unknown.json().path("code").stringValue()).isEqualTo("UNKNOWN_AGENT");
  }

  private String idleSession() {
    var workspace = workspaces.ready().workspaceId();
    var created = client.post("/api/workspaces/%s/sessions".formatted(workspace), FAST);
    var id = created.json().path("id").stringValue();
    eventually()
        .until(
            () -> client.get("/api/sessions/" + id).json().path("status").stringValue(),
            "IDLE"::equals);
    return id;
  }
}
