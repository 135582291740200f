package dev.factoryfactory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Many at once, on real threads. */
class ConcurrencyTests {

  private static final int WRITERS = 10;
  private static final int READERS = 10;
  private static final int EVENTS_EACH = 3_000;
  private static final int WORKSPACES = 20;

  private final Queue<byte[]> deltas = new ConcurrentLinkedQueue<>();
  private final ProjectSnapshot snapshot =
      new ProjectSnapshot(
          Samples.PROJECT,
          new EntryWriter(JsonMapper.builder().build()),
          new Graveyard(),
          Clock.fixed(Samples.NOON, ZoneOffset.UTC),
          (_, delta) -> deltas.add(delta));

  @Test
  void everybodyAgreesInTheEnd() throws Exception {
    snapshot.load(_ -> {});
    var first = new Replica();
    first.take(snapshot.full().json());
    try (var threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
      var work = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        work.add(() -> write(writer));
      }
      for (int i = 0; i < READERS; i++) {
        work.add(this::read);
      }
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
    snapshot.tell();

    deltas.forEach(delta -> assertThat(first.hear(delta)).isTrue());
    var late = new Replica();
    late.take(snapshot.full().json());
    assertThat(first.entries()).isEqualTo(late.entries());
    assertThat(first.sequence()).isEqualTo(late.sequence());
    assertThat(snapshot.entries())
        .hasSize(WORKSPACES)
        .allSatisfy(
            entry ->
                assertThat(entry.facets().get("workspace"))
                    .extracting(Entry.FacetState::revision)
                    .isEqualTo((long) EVENTS_EACH));
  }

  /** All write the same revisions of the same workspaces, each in an order of its own. */
  private boolean write(int writer) {
    var random = ThreadLocalRandom.current();
    for (int revision = 1; revision <= EVENTS_EACH; revision++) {
      var late = Math.max(1, revision - random.nextInt(3));
      for (var number :
          List.of(1 + (revision + writer) % WORKSPACES, 1 + random.nextInt(WORKSPACES))) {
        snapshot.accept(Samples.named(number, late, "r" + late), "event");
      }
      if (revision % 50 == writer) {
        snapshot.tell();
      }
    }
    for (int number = 1; number <= WORKSPACES; number++) {
      snapshot.accept(Samples.named(number, EVENTS_EACH, "r" + EVENTS_EACH), "event");
    }
    return true;
  }

  private boolean read() {
    var replica = new Replica();
    for (int i = 0; i < 300; i++) {
      replica.take(snapshot.since(replica.epoch(), replica.sequence()).json());
      if (replica.sequence() > snapshot.full().sequence()) {
        return false;
      }
    }
    return true;
  }
}
