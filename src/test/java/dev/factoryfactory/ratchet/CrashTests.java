package dev.factoryfactory.ratchet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.FakeWorld.Deed;
import dev.factoryfactory.ratchet.RatchetAgents.Progress;
import dev.factoryfactory.ratchet.TimelineEvent.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server dies at any moment of a fixer's story; the next one ends it all the same, once. */
class CrashTests {

  private static final RatchetDatabase DATABASE = new RatchetDatabase();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyOrderEndsOnceAndRightWhereverTheServerDies(int seed) {
    var random = new Random(seed);
    var clock = new MovableClock();
    var script = script(random);
    var world = new FakeWorld(clock, script);
    var workspace = WorkspaceId.random();
    var project = ProjectId.random();
    switchOn(project, workspace, world, clock);
    // The stories have between one and five orders; each passes several hundred moments.
    var fuse = new Fuse(1 + random.nextInt(1_500));
    var server = new RatchetServer(DATABASE.source(), world, clock, fuse);
    for (int round = 0; round < 80; round++) {
      try {
        server.ratchet.look(workspace);
      } catch (Fuse.Crash crash) {
        server = new RatchetServer(DATABASE.source(), world, clock, new Fuse(-1));
      }
      assertThat(world.atWork()).as("fixers at once").isLessThanOrEqualTo(1);
      if (random.nextBoolean()) {
        world.tick();
      }
      clock.move(Duration.ofSeconds(15));
    }
    assertThat(fuse.isBurnt()).as("the server died within the story").isTrue();
    verify(new RatchetServer(DATABASE.source(), world, clock, new Fuse(-1)), world, workspace);
  }

  @Test
  void aServerThatWasAwayTooLongChangesNothing() {
    var clock = new MovableClock();
    var world = new FakeWorld(clock, List.of(Deed.MENDS));
    var workspace = WorkspaceId.random();
    switchOn(ProjectId.random(), workspace, world, clock);
    var first = new RatchetServer(DATABASE.source(), world, clock, new Fuse(-1));
    first.ratchet.look(workspace);
    var held = first.dispatches.lease(workspace).orElseThrow();
    var second = new RatchetServer(DATABASE.source(), world, clock, new Fuse(-1));
    assertThat(second.dispatches.lease(workspace)).as("while the first holds it").isEmpty();
    clock.move(Duration.ofSeconds(31));
    assertThat(second.dispatches.lease(workspace)).isPresent();
    assertThat(first.dispatches.end(held, Outcome.DIED)).as("with an old fence").isFalse();
    assertThat(first.dispatches.pushed(held, "a".repeat(40))).isFalse();
  }

  private static void verify(RatchetServer server, FakeWorld world, WorkspaceId workspace) {
    var rows =
        server
            .database
            .sql("select * from ratchet_dispatch where workspace_id = :id order by claimed_at")
            .param("id", workspace.value())
            .query()
            .listOfRows();
    assertThat(rows).isNotEmpty();
    assertThat(world.orders).as("each stored order reached an agent").hasSize(rows.size());
    var events = server.timeline.page(workspace, null, 1_000).events();
    assertThat(events).filteredOn(it -> it.kind() == Kind.DISPATCHED).hasSize(rows.size());
    assertThat(events).filteredOn(it -> it.kind() == Kind.OUTCOME).hasSize(rows.size());
    for (var row : rows) {
      var order = Objects.requireNonNull(world.orders.get((UUID) row.get("id")));
      assertThat(row.get("outcome")).isEqualTo(expected(order.deed).name());
      assertThat(order.progress).isIn(Progress.ENDED, Progress.DIED);
      var ended = Objects.requireNonNull((Timestamp) row.get("ended_at")).toInstant();
      assertThat(Duration.between(order.endedAt, ended))
          .as("from the end of the turn to its outcome")
          .isLessThanOrEqualTo(Duration.ofMinutes(2));
    }
    var last = rows.getLast().get("outcome");
    var key = rows.getLast().get("failure_key");
    var deaths = rows.stream().filter(row -> Objects.equals(row.get("failure_key"), key)).count();
    assertThat(server.store.find(workspace).orElseThrow().shown().decision())
        .isEqualTo(
            switch (Outcome.valueOf(String.valueOf(last))) {
              case FIXED -> DecisionRule.READY;
              case GAVE_UP -> DecisionRule.TRIED;
              case STILL_RED -> DecisionRule.OUT_OF_BUDGET;
              case DIED -> deaths == 4 ? DecisionRule.AGENT_DIED : DecisionRule.OUT_OF_BUDGET;
              case CANCELLED, SUPERSEDED -> throw new AssertionError("Nobody did that");
            });
  }

  private static Outcome expected(Deed deed) {
    return switch (deed) {
      case MENDS -> Outcome.FIXED;
      case BREAKS -> Outcome.STILL_RED;
      case GIVES_UP -> Outcome.GAVE_UP;
      case DIES -> Outcome.DIED;
    };
  }

  private static List<Deed> script(Random random) {
    var script = new ArrayList<Deed>();
    while (random.nextInt(3) > 0) {
      script.add(Deed.values()[random.nextInt(Deed.values().length)]);
    }
    return script;
  }

  private static void switchOn(
      ProjectId project, WorkspaceId workspace, FakeWorld world, Clock clock) {
    new RatchetServer(DATABASE.source(), world, clock, new Fuse(-1))
        .store.put(project, workspace, true);
  }
}
