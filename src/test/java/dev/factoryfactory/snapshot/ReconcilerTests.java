package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.PROJECT;
import static dev.factoryfactory.snapshot.Samples.git;
import static dev.factoryfactory.snapshot.Samples.named;
import static dev.factoryfactory.snapshot.Samples.ready;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilerTests {

  private final SnapshotFixture fixture = new SnapshotFixture();

  @BeforeEach
  void load() {
    fixture.workspaces.addAll(List.of(ready(1, 1), ready(2, 1)));
    assertThat(fixture.entries()).hasSize(2);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void findsNothingWhereNothingIsAmiss() {
    var before = fixture.live.get(PROJECT).full();

    fixture.reconciler.reconcile();

    assertThat(fixture.live.get(PROJECT).full().tag()).isEqualTo(before.tag());
    assertThat(fixture.meters.find("factory-factory.snapshot.drift").counters()).isEmpty();
  }

  @Test
  void healsAndCountsWhatNoEventBrought() {
    fixture.workspaces.set(0, named(1, 2, "renamed"));
    fixture.gitFacts.add(git(2, 1, 5));
    fixture.workspaces.add(ready(3, 1));

    fixture.reconciler.reconcile();

    assertThat(fixture.entries())
        .extracting(Entry::name)
        .containsExactlyInAnyOrder("renamed", "w2", "w3");
    assertThat(fixture.entries()).extracting(Entry::source).contains("reconciler");
    assertThat(drift("workspace")).isEqualTo(2);
    assertThat(drift("git")).isEqualTo(1);
  }

  @Test
  void anOlderReadChangesNothing() {
    fixture.snapshots.apply(named(1, 7, "newer"), "event");
    fixture.workspaces.set(0, named(1, 6, "as it was read"));

    fixture.reconciler.reconcile();

    assertThat(fixture.entries()).extracting(Entry::name).contains("newer");
  }

  @Test
  void anEventUnderWayIsNoDrift() {
    fixture.readWorkspaces =
        () -> {
          fixture.snapshots.apply(named(1, 2, "on its way"), "event");
          return List.of(named(1, 2, "on its way"), ready(2, 1));
        };

    fixture.reconciler.reconcile();

    assertThat(fixture.meters.find("factory-factory.snapshot.drift").counters()).isEmpty();
  }

  @Test
  void takesAwayWhatItsOwnerForgot() {
    fixture.workspaces.removeLast();

    fixture.reconciler.reconcile();

    assertThat(fixture.entries()).extracting(Entry::name).containsExactly("w1");
    assertThat(drift("workspace")).isEqualTo(1);
  }

  @Test
  void whatIsMadeWhileItReadsIsNotTakenAway() {
    fixture.readWorkspaces =
        () -> {
          var asItWas = List.copyOf(fixture.workspaces);
          fixture.snapshots.apply(ready(3, 1), "event");
          return asItWas;
        };

    fixture.reconciler.reconcile();

    assertThat(fixture.entries()).hasSize(3);
  }

  @Test
  void aFailedReadChangesNothingAndStopsNoOther() {
    fixture.gitFacts.add(git(1, 1, 5));
    fixture.readWorkspaces =
        () -> {
          throw new IllegalStateException("database gone");
        };

    fixture.reconciler.reconcile();

    assertThat(fixture.entries()).hasSize(2);
    assertThat(fixture.entries().getFirst().git()).isNotNull();
    assertThat(
            fixture
                .meters
                .counter("factory-factory.snapshot.failed-reads", "facet", "workspace")
                .count())
        .isEqualTo(1);
  }

  @Test
  void aSecondRunDuringTheFirstDoesNothing() {
    var reads = new AtomicInteger();
    fixture.readWorkspaces =
        () -> {
          if (reads.incrementAndGet() == 1) {
            CompletableFuture.runAsync(fixture.reconciler::reconcile).join();
          }
          return List.copyOf(fixture.workspaces);
        };

    fixture.reconciler.reconcile();

    assertThat(reads).hasValue(1);
  }

  private double drift(String facet) {
    return fixture.meters.counter("factory-factory.snapshot.drift", "facet", facet).count();
  }
}
