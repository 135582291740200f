package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.PROJECT;
import static dev.factoryfactory.snapshot.Samples.named;
import static dev.factoryfactory.snapshot.Samples.ready;
import static dev.factoryfactory.snapshot.Samples.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveProjectsTests {

  @Test
  void anEventOfAProjectThatNobodyLooksAtLoadsNothing() {
    try (var fixture = new SnapshotFixture()) {
      fixture.snapshots.apply(ready(1, 1), "event");

      assertThat(fixture.live.find(PROJECT)).isEmpty();
      assertThat(fixture.entries()).isEmpty();
    }
  }

  @Test
  void aProjectThatIsNotThereIsNotHeld() {
    try (var fixture = new SnapshotFixture()) {
      var unknown = ProjectId.random();

      assertThatExceptionOfType(DomainException.class).isThrownBy(() -> fixture.live.get(unknown));
      assertThat(fixture.live.find(unknown)).isEmpty();
    }
  }

  @Test
  void aProjectThatNobodyLooksAtIsDroppedAndLoadedAnewWithAnotherEpoch() {
    try (var fixture = new SnapshotFixture(Duration.ofMillis(100))) {
      fixture.workspaces.add(ready(1, 1));
      var first = fixture.snapshots.full(PROJECT);

      await().until(() -> fixture.live.find(PROJECT).isEmpty());
      var second = fixture.snapshots.full(PROJECT);

      assertThat(second.epoch()).isNotEqualTo(first.epoch());
      assertThat(fixture.entries()).hasSize(1);
    }
  }

  @Test
  void aRemovedWorkspaceStaysAwayAcrossAReload() {
    try (var fixture = new SnapshotFixture(Duration.ofMillis(50))) {
      fixture.workspaces.add(ready(1, 1));
      assertThat(fixture.entries()).hasSize(1);
      await().until(() -> fixture.live.find(PROJECT).isEmpty());
      fixture.workspaces.clear();
      fixture.snapshots.remove(PROJECT, workspace(1), "WorkspaceRemoved");

      assertThat(fixture.entries()).isEmpty();
      fixture.snapshots.apply(named(1, 2, "late"), "event");

      assertThat(fixture.entries()).isEmpty();
    }
  }

  @Test
  void aFailedLoadIsTriedAgainByTheNext() {
    try (var fixture = new SnapshotFixture()) {
      fixture.readWorkspaces =
          () -> {
            throw new IllegalStateException("database gone");
          };
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(fixture::entries);

      fixture.readWorkspaces = () -> List.of(ready(1, 1));

      assertThat(fixture.entries()).hasSize(1);
    }
  }

  @Test
  void aChangeIsToldWithoutBeingAskedFor() {
    try (var fixture = new SnapshotFixture()) {
      fixture.workspaces.add(ready(1, 1));
      var held = fixture.snapshots.full(PROJECT).sequence();

      fixture.snapshots.apply(named(1, 2, "renamed"), "event");

      await().until(() -> !fixture.sentTo(Audience.topicOf(PROJECT)).isEmpty());
      var delta = fixture.sentTo(Audience.topicOf(PROJECT)).getFirst();
      assertThat(delta.path("from").asLong()).isEqualTo(held);
      assertThat(delta.path("changed").path(0).path("name").asString()).isEqualTo("renamed");
    }
  }

  @Test
  void anOpenPageKeepsItsProject() {
    try (var fixture = new SnapshotFixture(Duration.ofMillis(300))) {
      fixture.workspaces.add(ready(1, 1));
      fixture.listenedTo.add(Audience.topicOf(PROJECT));
      var epoch = fixture.snapshots.full(PROJECT).epoch();

      await()
          .during(Duration.ofMillis(900))
          .atMost(Duration.ofSeconds(5))
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                fixture.reconciler.run();
                return fixture.live.find(PROJECT).isPresent();
              });

      assertThat(fixture.snapshots.full(PROJECT).epoch()).isEqualTo(epoch);
    }
  }

  @Test
  void whoWaitsForNeedsHearsOfProjectsThatNobodyOpened() {
    try (var fixture = new SnapshotFixture()) {
      fixture.listenedTo.add(Audience.NEEDS_YOU);
      fixture.workspaces.add(Samples.in(1, 1, WorkspaceStatus.FAILED));

      fixture.snapshots.apply(Samples.in(1, 1, WorkspaceStatus.FAILED), "event");

      await().until(() -> !fixture.sentTo(Audience.NEEDS_YOU).isEmpty());
      assertThat(fixture.sentTo(Audience.NEEDS_YOU).getFirst()).hasSize(1);
    }
  }

  @Test
  void aBurstIsToldTogether() {
    try (var fixture = new SnapshotFixture()) {
      fixture.workspaces.add(ready(1, 1));
      fixture.snapshots.full(PROJECT);

      for (int revision = 2; revision <= 500; revision++) {
        fixture.snapshots.apply(named(1, revision, "r" + revision), "event");
      }

      var topic = Audience.topicOf(PROJECT);
      await()
          .until(
              () ->
                  fixture.sentTo(topic).stream()
                      .anyMatch(
                          delta ->
                              delta
                                  .path("changed")
                                  .path(0)
                                  .path("name")
                                  .asString()
                                  .equals("r500")));
      assertThat(fixture.sentTo(topic)).hasSizeLessThan(20);
    }
  }
}
