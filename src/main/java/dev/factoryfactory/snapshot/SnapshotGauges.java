package dev.factoryfactory.snapshot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Shows how much the snapshot holds and for how many. */
@Component
class SnapshotGauges implements MeterBinder {

  private final LiveProjects live;
  private final Audience audience;

  SnapshotGauges(LiveProjects live, Audience audience) {
    this.live = live;
    this.audience = audience;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(SnapshotMeters.PREFIX + "projects", live, it -> it.all().size())
        .description("Projects held")
        .register(registry);
    Gauge.builder(SnapshotMeters.PREFIX + "entries", live, SnapshotGauges::entries)
        .description("Entries held, of all projects")
        .register(registry);
    Gauge.builder(SnapshotMeters.PREFIX + "subscribers", this, SnapshotGauges::subscribers)
        .description("Subscriptions to the topics of the projects held")
        .register(registry);
  }

  private static int entries(LiveProjects live) {
    return live.all().stream().mapToInt(it -> it.snapshot().size()).sum();
  }

  private int subscribers() {
    return live.all().stream().mapToInt(it -> audience.size(it.snapshot().project())).sum();
  }
}
