package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.NOON;
import static dev.factoryfactory.snapshot.Samples.PROJECT;
import static dev.factoryfactory.snapshot.Samples.facet;
import static dev.factoryfactory.snapshot.Samples.ready;
import static dev.factoryfactory.snapshot.Samples.request;
import static dev.factoryfactory.snapshot.Samples.sessions;
import static dev.factoryfactory.snapshot.Samples.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.workspace.SetupState;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NeedsYouTests {

  private final SnapshotFixture fixture = new SnapshotFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void theMostUrgentIsFirstAndOfOneKindWhoWaitedLongest() {
    fixture.workspaces.add(facet(1, 1, "failed", WorkspaceStatus.FAILED, SetupState.NONE));
    fixture.workspaces.addAll(List.of(ready(2, 1), ready(3, 1), ready(4, 1), ready(5, 1)));
    fixture.needs();
    ask(2, PendingRequest.Kind.QUESTION, NOON.minusSeconds(900));
    ask(3, PendingRequest.Kind.PERMISSION, NOON);
    ask(4, PendingRequest.Kind.PERMISSION, NOON.minusSeconds(60));

    assertThat(names(fixture.needs())).containsExactly("w4", "w3", "w2", "failed");
    assertThat(fixture.needs().path(0).path("projectName").asString()).isEqualTo("sample");
    assertThat(fixture.needs().path(0).path("since").asString()).isEqualTo("2026-11-24T11:59:00Z");
  }

  @Test
  void isSentWhenItChangesAndOnlyThen() {
    fixture.workspaces.add(ready(1, 1));
    fixture.needs();
    ask(1, PendingRequest.Kind.PERMISSION, NOON);
    await().until(() -> fixture.sentTo(Audience.NEEDS_YOU).size() == 1);

    fixture.snapshots.apply(ready(2, 1), "event");
    assertThat(fixture.entries()).hasSize(2);
    fixture.snapshots.apply(sessions(1, 2, summary(1, SessionStatus.WORKING)), "event");
    fixture.needs();

    await().until(() -> fixture.sentTo(Audience.NEEDS_YOU).size() == 2);
    assertThat(fixture.sentTo(Audience.NEEDS_YOU).getLast()).isEmpty();
  }

  @Test
  void anArchivedProjectNeedsNobody() {
    fixture.workspaces.add(ready(1, 1));
    fixture.needs();
    ask(1, PendingRequest.Kind.PERMISSION, NOON);
    assertThat(fixture.needs()).hasSize(1);

    fixture.needsYou.describe(PROJECT, "sample", true);
    assertThat(fixture.needs()).isEmpty();

    fixture.needsYou.describe(PROJECT, "renamed", false);
    assertThat(fixture.needs().path(0).path("projectName").asString()).isEqualTo("renamed");
  }

  private void ask(int workspace, PendingRequest.Kind kind, Instant at) {
    fixture.snapshots.apply(
        sessions(workspace, 1, summary(workspace, SessionStatus.WORKING, request("r", kind, at))),
        "event");
    fixture.entries();
  }

  private static List<String> names(JsonNode needs) {
    return StreamSupport.stream(needs.spliterator(), false)
        .map(need -> need.path("name").asString())
        .toList();
  }
}
