package dev.factoryfactory.ratchet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.FakeWorld.Deed;
import dev.factoryfactory.ratchet.RatchetAgents.Progress;
import dev.factoryfactory.ratchet.RatchetPullRequests.State;
import dev.factoryfactory.ratchet.RatchetSettings.Limits;
import dev.factoryfactory.ratchet.RatchetSettings.Permissions;
import dev.factoryfactory.ratchet.RatchetSettings.ReviewMode;
import dev.factoryfactory.ratchet.TimelineEvent.Kind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What ends an order before its agent does. */
class DispatcherTests {

  private static final RatchetDatabase DATABASE = new RatchetDatabase();

  private final MovableClock clock = new MovableClock();
  private final FakeWorld world = new FakeWorld(clock, List.of(Deed.MENDS));
  private final RatchetServer server =
      new RatchetServer(DATABASE.source(), world, clock, new Fuse(-1));
  private final ProjectId project = ProjectId.random();
  private final WorkspaceId workspace = WorkspaceId.random();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void anAttemptThatTakesTooLongIsCancelled() {
    send(new Limits(5, 10, 30, 45, 240, null, null));
    clock.move(Duration.ofMinutes(44));
    look();
    assertThat(order().toldToStop).isFalse();
    clock.move(Duration.ofMinutes(1));
    look();
    assertThat(order().toldToStop).isTrue();
    world.tick();
    look();
    assertThat(outcome()).isEqualTo("Cancelled: failed checks");
    assertThat(words()).contains("longer than the 45 minutes of an attempt");
  }

  @Test
  void theMinutesOfTheDayEndARunningTurnAndStartNoOther() {
    send(new Limits(5, 10, 30, null, 20, null, null));
    clock.move(Duration.ofMinutes(20));
    look();
    world.tick();
    look();
    assertThat(words()).contains("20 of 20 agent minutes for this project today are used up");
  }

  @Test
  void theTokensOfTheDayDoToo() {
    send(new Limits(5, 10, 30, null, null, 100L, null));
    look();
    assertThat(order().toldToStop).isTrue();
    world.tick();
    look();
    assertThat(words()).contains("100 of 100 tokens for this project today are used up");
  }

  @Test
  void aMergeByAPersonOvertakesIt() {
    send(null);
    world.state = State.MERGED;
    look();
    world.tick();
    look();
    assertThat(outcome()).isEqualTo("Overtaken by a change: failed checks");
    assertThat(decision()).isEqualTo(DecisionRule.MERGED);
  }

  @Test
  void aCommitOfSomebodyElseOvertakesIt() {
    send(null);
    world.head = "f".repeat(40);
    look();
    world.tick();
    look();
    assertThat(outcome()).isEqualTo("Overtaken by a change: failed checks");
  }

  @Test
  void whileAPersonsAgentWorksNothingBegins() {
    world.personWorks = true;
    switchOn();
    look();
    assertThat(decision()).isEqualTo(DecisionRule.AGENT_BUSY);
    assertThat(world.orders).isEmpty();
    world.personWorks = false;
    look();
    assertThat(world.orders).hasSize(1);
  }

  @Test
  void whatIsQuietIsReadInFullOnceAnHourAndAnewBeforeAnythingIsDone() {
    world.checksOf.put(world.head, RatchetPullRequests.Ci.SUCCESS);
    switchOn();
    for (int minutes = 0; minutes < 60; minutes++) {
      look();
      clock.move(Duration.ofMinutes(1));
    }
    assertThat(world.reports).isEqualTo(1);
    world.personWorks = true;
    world.checksOf.put(world.head, RatchetPullRequests.Ci.FAILURE);
    look();
    assertThat(world.reports).isEqualTo(2);
    clock.move(Duration.ofMinutes(5));
    look();
    assertThat(world.reports).as("waiting takes nothing").isEqualTo(2);
    world.personWorks = false;
    look();
    assertThat(world.reports).isEqualTo(3);
    assertThat(world.orders).hasSize(1);
  }

  @Test
  void greenAndApprovedIsMergedOnceAndOnlyWhereThatIsWanted() {
    world.checksOf.put(world.head, RatchetPullRequests.Ci.SUCCESS);
    world.approved = true;
    switchOn();
    look();
    assertThat(decision()).isEqualTo(DecisionRule.READY);
    server.store.setAutoMerge(workspace, true);
    look();
    look();
    assertThat(world.merges).isEqualTo(1);
    assertThat(decision()).isEqualTo(DecisionRule.MERGED);
  }

  /** Switches it on, has the order sent, and its agent begin. */
  private void send(@Nullable Limits limits) {
    var usual = RatchetSettings.DEFAULT;
    server.settings.put(
        project,
        new RatchetSettings(
            false,
            ReviewMode.CHANGES_REQUESTED,
            false,
            true,
            false,
            null,
            Permissions.YOLO,
            limits == null ? usual.limits() : limits));
    switchOn();
    look();
    world.tick();
    assertThat(order().progress).isEqualTo(Progress.RUNNING);
  }

  private void switchOn() {
    server.store.put(project, workspace, true);
  }

  private void look() {
    server.ratchet.look(workspace);
  }

  private FakeWorld.Order order() {
    assertThat(world.orders).hasSize(1);
    return world.orders.values().iterator().next();
  }

  private @Nullable DecisionRule decision() {
    return server.store.find(workspace).orElseThrow().shown().decision();
  }

  private String outcome() {
    return ended().title();
  }

  private @Nullable String words() {
    return ended().detail();
  }

  private TimelineEvent ended() {
    return server.timeline.page(workspace, null, 100).events().stream()
        .filter(event -> event.kind() == Kind.OUTCOME)
        .findFirst()
        .orElseThrow();
  }
}
