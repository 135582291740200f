package dev.factoryfactory.snapshot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Counts and times what the snapshot does. */
@Component
class SnapshotMeters {

  static final String PREFIX = "factory-factory.snapshot.";

  private static final Duration[] DELIVERY_STEPS = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500)
  };

  private final MeterRegistry registry;
  private final Counter deltas;
  private final Timer delivery;
  private final Timer reconcile;

  SnapshotMeters(MeterRegistry registry) {
    this.registry = registry;
    this.deltas =
        Counter.builder(PREFIX + "deltas").description("Deltas published").register(registry);
    this.delivery =
        Timer.builder(PREFIX + "delivery")
            .description("From a change being taken over to its delta being handed to the broker")
            .serviceLevelObjectives(DELIVERY_STEPS)
            .register(registry);
    this.reconcile =
        Timer.builder(PREFIX + "reconcile")
            .description("Comparison of one project with the owners of its facets")
            .register(registry);
  }

  void told(long nanos) {
    deltas.increment();
    delivery.record(nanos, TimeUnit.NANOSECONDS);
  }

  void reconciled(long nanos) {
    reconcile.record(nanos, TimeUnit.NANOSECONDS);
  }

  void drift(FacetKind kind) {
    count("drift", kind);
  }

  void failedRead(FacetKind kind) {
    count("failed-reads", kind);
  }

  private void count(String name, FacetKind kind) {
    registry.counter(PREFIX + name, "facet", kind.wireName()).increment();
  }
}
