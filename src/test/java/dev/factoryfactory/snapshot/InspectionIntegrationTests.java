package dev.factoryfactory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.StompClient;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.workspace.WorkspaceFacetChanged;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.JsonNode;

/** Looking behind the snapshot, over the wire. */
@ServerTest
class InspectionIntegrationTests {

  private final ServerClient server;
  private final Processes processes;
  private final ApplicationEventPublisher events;
  private final WorkspaceId workspace = WorkspaceId.random();
  private ProjectId project = ProjectId.random();

  InspectionIntegrationTests(
      ServerClient server, Processes processes, ApplicationEventPublisher events) {
    this.server = server;
    this.processes = processes;
    this.events = events;
  }

  @BeforeEach
  void addProject(@TempDir Path repository) throws IOException {
    var made =
        processes.run(
            ProcessSpec.of("git", repository, List.of("git", "init", "-q", "-b", "main")),
            Duration.ofSeconds(20),
            4096);
    assertThat(made.succeeded()).as(made.errorText()).isTrue();
    var added = server.post("/api/projects", Map.of("path", repository.toString()));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    project = ProjectId.parse(added.json().path("id").asString());
  }

  @Test
  void tellsHowThePictureCameToBe() {
    var snapshot = server.get(path("")).json();
    announce(1, "fix-login");
    assertThat(server.get(path("")).json().path("sequence").asLong()).isEqualTo(1);

    var inspection = server.get(path("/inspection")).json();

    assertThat(inspection.path("projectId").asString()).isEqualTo(project.toString());
    assertThat(inspection.path("epoch")).isEqualTo(snapshot.path("epoch"));
    assertThat(inspection.path("sequence").asLong()).isEqualTo(1);
    assertThat(inspection.path("entries").asInt()).isEqualTo(1);
    assertThat(inspection.path("subscribers").asInt()).isZero();
    var delta = inspection.path("deltas").path(0);
    assertThat(delta.path("sequence").asLong()).isEqualTo(1);
    assertThat(delta.path("facets").path(0).asString()).isEqualTo("workspace");
    assertThat(delta.path("sources").path(0).asString()).isEqualTo("WorkspaceFacetChanged");
    assertThat(delta.path("changed").path(0).asString()).isEqualTo(workspace.toString());
    assertThat(inspection.path("deltasLastMinute").asInt()).isEqualTo(1);
    assertThat(inspection.path("rules").path(0).path("code").asString()).isEqualTo("ARCHIVING");
  }

  @Test
  void comparesOnRequestAndHealsWhatNoOwnerKnows() {
    server.get(path(""));
    announce(3, "no owner has this");

    var run = server.post(path("/reconcile"), null);

    assertThat(run.status()).as(run.body()).isEqualTo(200);
    assertThat(run.json().path("drift").asInt()).isEqualTo(1);
    assertThat(run.json().path("workspaces").asInt()).isEqualTo(1);
    assertThat(server.get(path("")).json().path("entries")).isEmpty();
    var drift = server.get(path("/inspection")).json().path("drift").path(0);
    assertThat(drift.path("workspaceId").asString()).isEqualTo(workspace.toString());
    assertThat(drift.path("workspaceName").asString()).isEqualTo("no owner has this");
    assertThat(drift.path("heldRevision").asLong()).isEqualTo(3);
    assertThat(drift.path("ownerRevision").isNull()).isTrue();
    assertThat(drift.path("held").asString()).contains("no owner has this");
  }

  @Test
  void isPushedWhenListenersComeAndGoAndAComparisonEnds() {
    try (var client = server.stomp()) {
      var pushed = client.subscribe(Audience.inspectionTopicOf(project));
      var answer =
          client.subscribe("/app/projects/%s/snapshot/inspection".formatted(project)).next();
      assertThat(answer.path("reconciles")).isEmpty();

      try (var other = server.stomp()) {
        other.subscribe(Audience.topicOf(project));
        await(pushed, it -> it.path("subscribers").asInt() == 1);
      }
      await(pushed, it -> it.path("subscribers").asInt() == 0);

      var run = server.post(path("/reconcile"), null).json();
      await(
          pushed,
          it -> it.path("reconciles").path(0).path("startedAt").equals(run.path("startedAt")));
    }
  }

  @Test
  void anUnknownProjectIsNotFound() {
    var unknown = "/api/projects/%s/snapshot".formatted(ProjectId.random());
    assertThat(server.get(unknown + "/inspection").status()).isEqualTo(404);
    assertThat(server.post(unknown + "/reconcile", null).status()).isEqualTo(404);
  }

  @Test
  void metersAreReadByPrometheus() {
    announceAndRead();

    var metrics = server.get("/actuator/prometheus");

    assertThat(metrics.status()).as(metrics.body()).isEqualTo(200);
    assertThat(metrics.body())
        .contains(
            "factory_factory_snapshot_deltas_total",
            "factory_factory_snapshot_delivery_seconds_bucket",
            "factory_factory_snapshot_reconcile_seconds_count",
            "factory_factory_snapshot_drift_total{facet=\"workspace\"}",
            "factory_factory_snapshot_entries",
            "factory_factory_snapshot_projects",
            "factory_factory_snapshot_subscribers");
  }

  private void announceAndRead() {
    server.get(path(""));
    announce(1, "metered");
    server.get(path(""));
    server.post(path("/reconcile"), null);
  }

  private static void await(StompClient.Subscription pushed, Predicate<JsonNode> wanted) {
    while (!wanted.test(pushed.next())) {
      // What was told before.
    }
  }

  private String path(String rest) {
    return "/api/projects/%s/snapshot%s".formatted(project, rest);
  }

  private void announce(long revision, String name) {
    events.publishEvent(
        new WorkspaceFacetChanged(Samples.announced(project, workspace, revision, name)));
  }
}
