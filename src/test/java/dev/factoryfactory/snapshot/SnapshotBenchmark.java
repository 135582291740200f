package dev.factoryfactory.snapshot;

import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/** What one change costs in the snapshot, from the facet to the bytes of the delta. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SnapshotBenchmark {

  @Param({"10", "1000"})
  private int workspaces = 10;

  private final EntryWriter writer = new EntryWriter(JsonMapper.builder().build());
  private final SessionFacet working =
      Samples.sessions(1, 1, Samples.summary(1, SessionStatus.WORKING));
  private final WorkspaceFacts facts =
      Samples.facts(Samples.ready(1, 1), Samples.git(1, 1, 3), working);
  private final Entry.Stamp stamp = new Entry.Stamp(1, Samples.NOON, "load", Map.of());
  private final Entry entry = Entry.of(facts, stamp);
  private ProjectSnapshot snapshot = load();
  private long revision = 1;

  /** Holds as many workspaces as asked for. */
  @Setup
  public void start() {
    snapshot = load();
  }

  private ProjectSnapshot load() {
    var loaded =
        new ProjectSnapshot(
            Samples.PROJECT,
            writer,
            new Graveyard(),
            Clock.fixed(Samples.NOON, ZoneOffset.UTC),
            (_, _) -> {});
    loaded.load(
        reader -> {
          for (int number = 1; number <= workspaces; number++) {
            reader.accept(Samples.ready(number, 1));
            reader.accept(Samples.git(number, 1, 3));
          }
        });
    return loaded;
  }

  /** A facet is taken over and told: one changed workspace, one delta. */
  @Benchmark
  public boolean applyAndTell() {
    var next = ++revision;
    var accepted = snapshot.accept(Samples.named(1, next, next % 2 == 0 ? "a" : "b"), "event");
    snapshot.tell();
    return accepted;
  }

  /** A facet that is not newer than the one held. */
  @Benchmark
  public boolean applyStale() {
    return snapshot.accept(Samples.named(2, 1, "late"), "event");
  }

  /** Everything that is derived, as one entry. */
  @Benchmark
  public Object derive() {
    return Entry.of(facts, stamp);
  }

  /** One entry as JSON. */
  @Benchmark
  public Object serialise() {
    return writer.write(entry);
  }

  /** The whole project, joined from what is written. */
  @Benchmark
  public Object full() {
    var next = ++revision;
    snapshot.accept(Samples.named(1, next, next % 2 == 0 ? "a" : "b"), "event");
    return snapshot.full();
  }
}
