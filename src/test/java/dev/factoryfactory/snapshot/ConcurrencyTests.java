package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Ten writers with 100,000 events between them, and ten readers, on real threads. */
class ConcurrencyTests {

  private static final int WRITERS = 10;
  private static final int READERS = 10;
  private static final int REVISIONS = 5_000;
  private static final int EVENTS_PER_REVISION = 2;
  private static final int WORKSPACES = 20;
  private static final int LATEST = REVISIONS + 1;

  private final SnapshotFixture fixture = new SnapshotFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void everybodyAgreesInTheEnd() throws Exception {
    var listener = new Replica();
    listener.take(fixture.snapshots.full(PROJECT).json());
    try (var threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
      var work = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        work.add(() -> write(writer));
      }
      for (int i = 0; i < READERS; i++) {
        work.add(this::read);
      }
      var events = 0;
      for (var done : threads.invokeAll(work)) {
        events += done.get();
      }
      assertThat(events).isEqualTo(100_000);
    }
    for (int number = 1; number <= WORKSPACES; number++) {
      fixture.snapshots.apply(Samples.named(number, LATEST, "latest"), "event");
    }
    var late = new Replica();
    late.take(fixture.snapshots.full(PROJECT).json());

    for (var delta : fixture.sentTo(Audience.topicOf(PROJECT))) {
      assertThat(listener.hear(JsonMapper.shared().writeValueAsBytes(delta))).isTrue();
    }
    assertThat(listener.entries()).isEqualTo(late.entries());
    assertThat(listener.sequence()).isEqualTo(late.sequence());
    assertThat(fixture.entries())
        .hasSize(WORKSPACES)
        .allSatisfy(
            entry ->
                assertThat(entry.facets().get("workspace"))
                    .extracting(Entry.FacetState::revision)
                    .isEqualTo((long) LATEST));
  }

  /** All write the same revisions of the same workspaces, each in an order of its own. */
  private int write(int writer) {
    var random = ThreadLocalRandom.current();
    for (int revision = 1; revision <= REVISIONS; revision++) {
      var late = Math.max(1, revision - random.nextInt(3));
      for (var number :
          List.of(1 + (revision + writer) % WORKSPACES, 1 + random.nextInt(WORKSPACES))) {
        fixture.snapshots.apply(Samples.named(number, late, "r" + late), "event");
      }
    }
    return REVISIONS * EVENTS_PER_REVISION;
  }

  private int read() {
    var replica = new Replica();
    for (int i = 0; i < 300; i++) {
      var held = replica.sequence();
      replica.take(fixture.snapshots.since(PROJECT, replica.epoch(), held).json());
      assertThat(replica.sequence()).isGreaterThanOrEqualTo(held);
    }
    return 0;
  }
}
