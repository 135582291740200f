package dev.factoryfactory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionFacetChanged;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.workspace.SetupState;
import dev.factoryfactory.workspace.WorkspaceFacet;
import dev.factoryfactory.workspace.WorkspaceFacetChanged;
import dev.factoryfactory.workspace.WorkspaceRemoved;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From an owner's event to a client, over the wire. */
@ServerTest
class SnapshotIntegrationTests {

  private final ServerClient server;
  private final Processes processes;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transactions;
  private final WorkspaceId workspace = WorkspaceId.random();
  private ProjectId project = ProjectId.random();

  SnapshotIntegrationTests(
      ServerClient server,
      Processes processes,
      ApplicationEventPublisher events,
      TransactionOperations transactions) {
    this.server = server;
    this.processes = processes;
    this.events = events;
    this.transactions = transactions;
  }

  @BeforeEach
  void addProject(@TempDir Path repository) throws IOException {
    git(repository, "init", "-q", "-b", "main");
    git(
        repository,
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "one");
    var added = server.post("/api/projects", Map.of("path", repository.toString()));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    project = ProjectId.parse(added.json().path("id").asString());
  }

  @Test
  void whoSubscribesFirstAndAsksSecondMissesNothing() {
    try (var client = server.stomp()) {
      var deltas = client.subscribe(topic());
      var baseline = client.subscribe("/app/projects/%s/snapshot".formatted(project)).next();
      assertThat(baseline.path("projectId").asString()).isEqualTo(project.toString());
      assertThat(baseline.path("sequence").asLong()).isZero();
      assertThat(baseline.path("entries")).isEmpty();

      announce(1, "fix-login", WorkspaceStatus.NEW);
      var delta = deltas.next();

      assertThat(delta.path("epoch")).isEqualTo(baseline.path("epoch"));
      assertThat(delta.path("from").asLong()).isZero();
      assertThat(delta.path("to").asLong()).isEqualTo(1);
      assertThat(delta.path("changed").path(0).path("name").asString()).isEqualTo("fix-login");
      assertThat(delta.path("changed").path(0).path("source").asString())
          .isEqualTo("WorkspaceFacetChanged");

      events.publishEvent(new WorkspaceRemoved(project, workspace));
      assertThat(deltas.next().path("removed").path(0).asString()).isEqualTo(workspace.toString());
    }
  }

  @Test
  void whoTakesItPackedGetsItPacked() throws IOException {
    announce(1, "packed", WorkspaceStatus.NEW);

    var packed = server.bytes(path(), "Accept-Encoding", "br, gzip;q=0.8");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(JsonMapper.shared().readTree(unpacked)).isEqualTo(snapshot());
    }

    var plain = server.bytes(path(), "Accept-Encoding", "gzip;q=0");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(JsonMapper.shared().readTree(plain.body())).isEqualTo(snapshot());

    var tag = packed.headers().firstValue("ETag").orElseThrow();
    var again = server.bytes(path(), "Accept-Encoding", "gzip", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void whatIsRolledBackNeverShows() {
    snapshot();
    transactions.executeWithoutResult(
        status -> {
          announce(1, "never", WorkspaceStatus.NEW);
          status.setRollbackOnly();
        });
    transactions.executeWithoutResult(_ -> announce(1, "committed", WorkspaceStatus.NEW));

    assertThat(snapshot().path("entries").path(0).path("name").asString()).isEqualTo("committed");
    assertThat(snapshot().path("sequence").asLong()).isEqualTo(1);
  }

  @Test
  void aSnapshotThatIsHeldAlreadyIsNotSentAgain() {
    announce(1, "a", WorkspaceStatus.READY);
    var first = server.get(path());
    var tag = first.headers().firstValue("ETag").orElseThrow();

    assertThat(server.call("GET", path(), null, "If-None-Match", tag).status()).isEqualTo(304);
    announce(2, "b", WorkspaceStatus.READY);
    var changed = server.call("GET", path(), null, "If-None-Match", tag);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("entries").path(0).path("name").asString()).isEqualTo("b");
  }

  @Test
  void whoMissedSomethingAsksForTheRest() {
    var baseline = snapshot();
    announce(1, "a", WorkspaceStatus.READY);
    snapshot();
    announce(2, "b", WorkspaceStatus.READY);

    var epoch = baseline.path("epoch").asString();
    var rest = server.get(path() + "?epoch=" + epoch + "&after=1").json();
    assertThat(rest.path("from").asLong()).isEqualTo(1);
    assertThat(rest.path("to").asLong()).isEqualTo(2);
    assertThat(rest.path("changed")).hasSize(1);
    assertThat(server.get(path() + "?epoch=other&after=1").json().has("entries")).isTrue();
    assertThat(server.get(path() + "?epoch=" + epoch + "&after=x").status()).isEqualTo(400);

    try (var client = server.stomp()) {
      var answer =
          client
              .subscribe(
                  "/app/projects/%s/snapshot".formatted(project), "epoch", epoch, "after", "0")
              .next();
      assertThat(answer.path("from").asLong()).isZero();
      assertThat(answer.path("to").asLong()).isEqualTo(2);
    }
  }

  @Test
  void anotherProjectsListenerHearsNothing() {
    try (var client = server.stomp()) {
      var other = client.subscribe(Audience.topicOf(ProjectId.random()));
      var own = client.subscribe(topic());
      client.subscribe("/app/projects/%s/snapshot".formatted(project)).next();

      announce(1, "a", WorkspaceStatus.READY);

      own.next();
      assertThat(other.messages()).isEmpty();
    }
  }

  @Test
  void anUnknownProjectIsNotFound() {
    var unknown = "/api/projects/%s/snapshot".formatted(ProjectId.random());
    assertThat(server.get(unknown).status()).isEqualTo(404);
    try (var client = server.stomp()) {
      var answer = client.subscribe("/app/projects/%s/snapshot".formatted(ProjectId.random()));
      assertThat(answer.next().path("code").asString()).isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void whatNeedsAPersonIsToldAtOnce() {
    try (var client = server.stomp()) {
      var topic = client.subscribe(Audience.NEEDS_YOU);
      client.subscribe("/app/needs-you").next();
      announce(1, "fix-login", WorkspaceStatus.READY);
      ask();

      var need = awaitNeed(topic.next(), topic::next);
      assertThat(need.path("statusReason").path("code").asString()).isEqualTo("NEEDS_PERMISSION");
      assertThat(need.path("pendingRequest").path("requestId").asString()).isEqualTo("r1");
      assertThat(need.path("projectName").asString()).isNotEmpty();
      assertThat(needs(server.get("/api/needs-you").json())).hasSize(1);

      server.delete("/api/projects/" + project);
      assertThat(needs(server.get("/api/needs-you").json())).isEmpty();
    }
  }

  @Test
  void aRealWorkspaceTravelsTheWholeWay() {
    try (var client = server.stomp()) {
      var replica = new Replica();
      var deltas = client.subscribe(topic());
      replica.take(
          client
              .subscribe("/app/projects/%s/snapshot".formatted(project))
              .nextMessage()
              .body()
              .getBytes(StandardCharsets.UTF_8));

      var made =
          server.post("/api/projects/%s/workspaces".formatted(project), Map.of("name", "Real"));
      assertThat(made.status()).as(made.body()).isEqualTo(202);
      var id = made.json().path("id").asString();
      while (!replica.entries().containsKey(id)
          || !replica.entries().get(id).path("status").asString().equals("READY")) {
        var body = deltas.nextMessage().body();
        assertThat(replica.hear(body.getBytes(StandardCharsets.UTF_8))).isTrue();
      }

      assertThat(replica.entries().get(id)).isNotNull();
      assertThat(replica.entries().get(id).path("worktreePath").isMissingNode()).isTrue();
      assertThat(replica.entries().get(id).path("workspace").path("worktreePath").asString())
          .isNotEmpty();
    }
  }

  private JsonNode snapshot() {
    return server.get(path()).json();
  }

  private String path() {
    return "/api/projects/%s/snapshot".formatted(project);
  }

  private String topic() {
    return Audience.topicOf(project);
  }

  private void announce(long revision, String name, WorkspaceStatus status) {
    events.publishEvent(
        new WorkspaceFacetChanged(
            new WorkspaceFacet(
                project,
                workspace,
                revision,
                name,
                status,
                "ff/" + name,
                "main",
                null,
                null,
                SetupState.NONE,
                null,
                null,
                Samples.NOON,
                Samples.NOON,
                null)));
  }

  private void ask() {
    var asking =
        Samples.summary(
            1,
            SessionStatus.WORKING,
            Samples.request("r1", PendingRequest.Kind.PERMISSION, Samples.NOON));
    events.publishEvent(
        new SessionFacetChanged(new SessionFacet(project, workspace, 1, List.of(asking), true)));
  }

  private JsonNode awaitNeed(JsonNode first, Supplier<JsonNode> next) {
    var list = first;
    while (needs(list).isEmpty()) {
      list = next.get();
    }
    return needs(list).getFirst();
  }

  /** Other tests' projects may be in the list too. */
  private List<JsonNode> needs(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(need -> need.path("workspaceId").asString().equals(workspace.toString()))
        .toList();
  }

  private void git(Path directory, String... arguments) throws IOException {
    var command = new ArrayList<String>(List.of("git"));
    command.addAll(List.of(arguments));
    var done =
        processes.run(ProcessSpec.of("git", directory, command), Duration.ofSeconds(20), 4096);
    assertThat(done.succeeded()).as(done.errorText()).isTrue();
  }
}
