package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.PROJECT;
import static dev.factoryfactory.snapshot.Samples.git;
import static dev.factoryfactory.snapshot.Samples.named;
import static dev.factoryfactory.snapshot.Samples.ready;
import static dev.factoryfactory.snapshot.Samples.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.platform.web.StompListenersChanged;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InspectionTests {

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
  void tellsWhichDeltaCameOfWhat() {
    fixture.snapshots.apply(named(1, 2, "renamed"), "WorkspaceFacetChanged");
    fixture.snapshots.apply(git(1, 1, 5), "GitFacetChanged");
    fixture.snapshots.remove(PROJECT, workspace(2), "WorkspaceRemoved");
    var told = fixture.live.get(PROJECT).full();

    var inspection = fixture.inspector.inspect(PROJECT);

    assertThat(inspection.epoch()).isEqualTo(told.epoch());
    assertThat(inspection.sequence()).isEqualTo(told.sequence());
    assertThat(inspection.entries()).isEqualTo(1);
    assertThat(inspection.deltas().stream().flatMap(it -> it.changed().stream()))
        .containsOnly(workspace(1));
    assertThat(inspection.deltas().stream().flatMap(it -> it.removed().stream()))
        .containsExactly(workspace(2));
    assertThat(inspection.deltas().stream().flatMap(it -> it.facets().stream()))
        .contains("workspace", "git");
    assertThat(inspection.deltas().stream().flatMap(it -> it.sources().stream()))
        .contains("WorkspaceFacetChanged", "GitFacetChanged", "WorkspaceRemoved");
    assertThat(inspection.deltas()).allMatch(it -> it.bytes() > 0 && it.deliveryMs() >= 0);
    assertThat(inspection.deltasLastMinute()).isEqualTo(inspection.deltas().size());
    assertThat(inspection.deliveryMs().p95()).isNotNegative();
  }

  @Test
  void remembersOnlyTheLastDeltasAndCountsAll() {
    var snapshot = fixture.live.get(PROJECT);
    IntStream.rangeClosed(2, 151)
        .forEach(
            revision -> {
              snapshot.accept(named(1, revision, "name " + revision), "test");
              snapshot.tell();
            });

    var inspection = fixture.inspector.inspect(PROJECT);

    assertThat(inspection.deltas()).hasSize(100);
    assertThat(inspection.deltas().getFirst().sequence()).isEqualTo(150);
    assertThat(inspection.deltas().getLast().sequence()).isEqualTo(51);
    assertThat(inspection.deltasLastMinute()).isEqualTo(150);
  }

  @Test
  void namesTheFirstOfManyAndCountsTheRest() {
    var snapshot = fixture.live.get(PROJECT);
    IntStream.rangeClosed(1, 80).forEach(i -> snapshot.accept(ready(i, 5), "test"));
    IntStream.rangeClosed(3, 80).forEach(i -> snapshot.accept(named(i, 6, "n" + i), "test"));
    snapshot.tell();

    var delta = fixture.inspector.inspect(PROJECT).deltas().getFirst();

    assertThat(delta.changed()).hasSize(50);
    assertThat(delta.changedCount()).isEqualTo(78);
    assertThat(delta.removedCount()).isZero();
  }

  @Test
  void keepsBothValuesOfWhatWasHealed() {
    fixture.workspaces.set(0, named(1, 2, "renamed"));
    fixture.workspaces.removeLast();
    fixture.gitFacts.add(git(1, 7, 5));

    var run = fixture.reconciler.reconcile(PROJECT);

    assertThat(run.drift()).isEqualTo(3);
    assertThat(run.workspaces()).isEqualTo(2);
    assertThat(run.failedReads()).isEmpty();
    var inspection = fixture.inspector.inspect(PROJECT);
    assertThat(inspection.reconciles()).containsExactly(run);
    var renamed = drift(inspection, "renamed");
    assertThat(renamed.workspaceName()).isEqualTo("w1");
    assertThat(renamed.heldRevision()).isEqualTo(1);
    assertThat(renamed.ownerRevision()).isEqualTo(2);
    assertThat(renamed.held()).contains("name=w1");
    assertThat(renamed.differences()).contains(new FacetDifference("name", "w1", "renamed"));
    assertThat(inspection.drift())
        .anySatisfy(
            gone -> {
              assertThat(gone.workspaceId()).isEqualTo(workspace(2));
              assertThat(gone.owner()).isNull();
              assertThat(gone.ownerRevision()).isNull();
            })
        .anySatisfy(
            missed -> {
              assertThat(missed.facet()).isEqualTo("git");
              assertThat(missed.held()).isNull();
              assertThat(missed.ownerRevision()).isEqualTo(7);
            });
  }

  @Test
  void boundsTheValuesOfWhatWasHealed() {
    fixture.workspaces.set(0, named(1, 2, "x".repeat(5000)));

    fixture.reconciler.reconcile(PROJECT);

    var healed = fixture.inspector.inspect(PROJECT).drift().getFirst();
    assertThat(healed.owner()).hasSize(2000).endsWith("…");
    assertThat(healed.differences()).allMatch(it -> it.owner().length() <= 200);
  }

  @Test
  void saysWhatCouldNotBeRead() {
    fixture.readWorkspaces =
        () -> {
          throw new IllegalStateException("The database is gone");
        };

    var run = fixture.reconciler.reconcile(PROJECT);

    assertThat(run.failedReads())
        .containsExactly(new ReconcileRun.FailedRead("workspace", "The database is gone"));
  }

  @Test
  void listsTheTableOfReasons() {
    var rules = fixture.inspector.inspect(PROJECT).rules();

    assertThat(rules).hasSize(ReasonRule.values().length);
    assertThat(rules.getFirst().number()).isEqualTo(1);
    assertThat(rules.getLast().condition()).isEqualTo("otherwise");
    assertThat(rules).allMatch(it -> rules.get(it.number() - 1) == it);
  }

  @Test
  void whoAsksDuringAComparisonGetsItsResult() throws Exception {
    var reads = new AtomicInteger();
    var reading = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    fixture.readWorkspaces =
        () -> {
          reads.incrementAndGet();
          reading.countDown();
          await().until(() -> goOn.getCount() == 0);
          return List.copyOf(fixture.workspaces);
        };
    var first =
        CompletableFuture.supplyAsync(
            () -> fixture.reconciler.reconcile(PROJECT), Thread::startVirtualThread);
    reading.await();

    var asking = new CompletableFuture<Thread>();
    var second =
        CompletableFuture.supplyAsync(
            () -> {
              asking.complete(Thread.currentThread());
              return fixture.reconciler.reconcile(PROJECT);
            },
            Thread::startVirtualThread);
    var waiting = asking.get();
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    goOn.countDown();

    assertThat(second.get()).isSameAs(first.get());
    assertThat(reads).hasValue(1);
  }

  @Test
  void isToldOnlyToThoseWhoLook() {
    fixture.reconciler.reconcile(PROJECT);
    fixture.inspector.on(new StompListenersChanged(Audience.topicOf(PROJECT)));
    fixture.listenedTo.add(Audience.inspectionTopicOf(PROJECT));

    fixture.reconciler.reconcile(PROJECT);

    await().until(() -> !told().isEmpty());
    assertThat(told()).allMatch(it -> it.path("reconciles").size() == 2);
    fixture.inspector.on(new StompListenersChanged(Audience.topicOf(PROJECT)));
    await().until(() -> told().size() == 2);
  }

  @Test
  void metersCountWhatIsHeldAndTold() {
    new SnapshotGauges(fixture.live, fixture.audience).bindTo(fixture.meters);
    fixture.listenedTo.add(Audience.topicOf(PROJECT));
    fixture.snapshots.apply(named(1, 2, "renamed"), "event");
    fixture.live.get(PROJECT).tell();
    await().until(() -> meter("deltas") >= 1);

    fixture.reconciler.reconcile(PROJECT);

    assertThat(gauge("projects")).isEqualTo(1);
    assertThat(gauge("entries")).isEqualTo(2);
    assertThat(gauge("subscribers")).isEqualTo(1);
    assertThat(fixture.meters.timer("factory-factory.snapshot.delivery").count()).isEqualTo(1);
    assertThat(fixture.meters.timer("factory-factory.snapshot.reconcile").count()).isEqualTo(1);
  }

  private static HealedDrift drift(Inspection inspection, String ownerHas) {
    return inspection.drift().stream()
        .filter(it -> Objects.requireNonNullElse(it.owner(), "").contains("name=" + ownerHas))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> told() {
    return fixture.sentTo(Audience.inspectionTopicOf(PROJECT));
  }

  private double meter(String name) {
    return fixture.meters.counter("factory-factory.snapshot." + name).count();
  }

  private double gauge(String name) {
    return fixture.meters.get("factory-factory.snapshot." + name).gauge().value();
  }
}
