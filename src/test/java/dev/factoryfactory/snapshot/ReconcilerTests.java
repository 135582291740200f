package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.PROJECT;
import static dev.factoryfactory.snapshot.Samples.git;
import static dev.factoryfactory.snapshot.Samples.named;
import static dev.factoryfactory.snapshot.Samples.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.web.StompOutput;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.web.socket.messaging.DefaultSimpUserRegistry;
import tools.jackson.databind.json.JsonMapper;

class ReconcilerTests {

  private static final Duration SETTLE = Duration.ofMillis(20);

  private final List<Facet> workspaces = new ArrayList<>(List.of(ready(1, 1), ready(2, 1)));
  private final List<Facet> gitFacts = new ArrayList<>();
  private Supplier<List<? extends Facet>> readWorkspaces = () -> List.copyOf(workspaces);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SnapshotTimer timer = new SnapshotTimer();
  private final JsonMapper json = JsonMapper.builder().build();
  private final List<FacetSource> sources =
      List.of(
          new FacetSource(FacetKind.WORKSPACE, _ -> readWorkspaces.get()),
          new FacetSource(FacetKind.GIT, _ -> List.copyOf(gitFacts)));
  private final Audience audience = new Audience(new DefaultSimpUserRegistry());
  private final Graveyard graveyard = new Graveyard();
  private final SnapshotProperties properties =
      new SnapshotProperties(
          Duration.ofMinutes(1), Duration.ofMillis(50), SETTLE, Duration.ofMinutes(10));
  private final SnapshotProjects projects = new OneProject();
  private final StompOutput nobody = new Silence();
  private final NeedsYou needsYou = new NeedsYou(projects, nobody, timer, json);
  private final LiveProjects live =
      new LiveProjects(
          sources,
          projects,
          nobody,
          needsYou,
          timer,
          graveyard,
          properties,
          json,
          Clock.fixed(Samples.NOON, ZoneOffset.UTC));
  private final ProjectSnapshotService snapshots =
      new ProjectSnapshotService(live, needsYou, projects, audience, graveyard, timer);
  private final Reconciler reconciler =
      new Reconciler(live, snapshots, sources, audience, properties, meters);

  @BeforeEach
  void load() {
    assertThat(live.get(PROJECT).entries()).hasSize(2);
  }

  @AfterEach
  void stop() {
    timer.destroy();
  }

  @Test
  void findsNothingWhereNothingIsAmiss() {
    var before = live.get(PROJECT).full();

    reconciler.reconcile();

    assertThat(live.get(PROJECT).full().tag()).isEqualTo(before.tag());
    assertThat(meters.find("factory-factory.snapshot.drift").counters()).isEmpty();
  }

  @Test
  void healsAndCountsWhatNoEventBrought() {
    workspaces.set(0, named(1, 2, "renamed"));
    gitFacts.add(git(2, 1, 5));
    workspaces.add(ready(3, 1));

    reconciler.reconcile();

    assertThat(live.get(PROJECT).entries())
        .extracting(Entry::name)
        .containsExactlyInAnyOrder("renamed", "w2", "w3");
    assertThat(live.get(PROJECT).entries()).extracting(Entry::source).contains("reconciler");
    assertThat(drift("workspace")).isEqualTo(2);
    assertThat(drift("git")).isEqualTo(1);
  }

  @Test
  void anOlderReadChangesNothing() {
    snapshots.apply(named(1, 7, "newer"), "event");
    workspaces.set(0, named(1, 6, "as it was read"));

    reconciler.reconcile();

    assertThat(live.get(PROJECT).entries()).extracting(Entry::name).contains("newer");
  }

  @Test
  void anEventUnderWayIsNoDrift() {
    readWorkspaces =
        () -> {
          snapshots.apply(named(1, 2, "on its way"), "event");
          return List.of(named(1, 2, "on its way"), ready(2, 1));
        };

    reconciler.reconcile();

    assertThat(meters.find("factory-factory.snapshot.drift").counters()).isEmpty();
  }

  @Test
  void takesAwayWhatItsOwnerForgot() {
    workspaces.removeLast();

    reconciler.reconcile();

    assertThat(live.get(PROJECT).entries()).extracting(Entry::name).containsExactly("w1");
    assertThat(drift("workspace")).isEqualTo(1);
  }

  @Test
  void whatIsMadeWhileItReadsIsNotTakenAway() {
    readWorkspaces =
        () -> {
          var asItWas = List.copyOf(workspaces);
          snapshots.apply(ready(3, 1), "event");
          return asItWas;
        };

    reconciler.reconcile();

    assertThat(live.get(PROJECT).entries()).hasSize(3);
  }

  @Test
  void aFailedReadChangesNothingAndStopsNoOther() {
    gitFacts.add(git(1, 1, 5));
    readWorkspaces =
        () -> {
          throw new IllegalStateException("database gone");
        };

    reconciler.reconcile();

    assertThat(live.get(PROJECT).entries()).hasSize(2);
    assertThat(live.get(PROJECT).entries().getFirst().git()).isNotNull();
    assertThat(
            meters.counter("factory-factory.snapshot.failed-reads", "facet", "workspace").count())
        .isEqualTo(1);
  }

  @Test
  void aSecondRunDuringTheFirstDoesNothing() {
    var reads = new AtomicInteger();
    readWorkspaces =
        () -> {
          if (reads.incrementAndGet() == 1) {
            CompletableFuture.runAsync(reconciler::reconcile).join();
          }
          return List.copyOf(workspaces);
        };

    reconciler.reconcile();

    assertThat(reads).hasValue(1);
  }

  private double drift(String facet) {
    return meters.counter("factory-factory.snapshot.drift", "facet", facet).count();
  }

  private static final class OneProject implements SnapshotProjects {

    @Override
    public List<ProjectId> active() {
      return List.of(PROJECT);
    }

    @Override
    public String nameOf(ProjectId project) {
      return "sample";
    }
  }

  private static final class Silence implements StompOutput {

    @Override
    public void publish(String topic, byte[] json) {}

    @Override
    public void answer(Message<?> question, byte[] json) {}
  }
}
