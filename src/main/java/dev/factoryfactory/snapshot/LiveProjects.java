package dev.factoryfactory.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.web.StompOutput;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The projects held in memory: loaded when somebody asks, dropped when nobody has for a while. */
@Component
class LiveProjects {

  private final List<FacetSource> sources;
  private final SnapshotProjects projects;
  private final StompOutput output;
  private final NeedsYou needsYou;
  private final SnapshotTimer timer;
  private final Graveyard graveyard;
  private final SnapshotProperties properties;
  private final SnapshotMeters meters;
  private final EntryWriter writer;
  private final Clock clock;
  private final Cache<ProjectId, Live> cache;

  LiveProjects(
      List<FacetSource> sources,
      SnapshotProjects projects,
      StompOutput output,
      NeedsYou needsYou,
      SnapshotTimer timer,
      Graveyard graveyard,
      SnapshotProperties properties,
      SnapshotMeters meters,
      JsonMapper json,
      Clock clock) {
    this.sources = sources;
    this.projects = projects;
    this.output = output;
    this.needsYou = needsYou;
    this.timer = timer;
    this.graveyard = graveyard;
    this.properties = properties;
    this.meters = meters;
    this.writer = new EntryWriter(json);
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder()
            .expireAfterAccess(properties.keep())
            .scheduler(Scheduler.systemScheduler())
            .<ProjectId, Live>evictionListener((project, _, _) -> dropped(project))
            .build();
  }

  /** A project's picture and what times its telling. */
  record Live(ProjectSnapshot snapshot, Pacer pacer) {}

  /**
   * The loaded picture of a project. Counts as use.
   *
   * @throws dev.factoryfactory.kernel.DomainException {@code NOT_FOUND} when there is no such
   *     project
   */
  ProjectSnapshot get(ProjectId project) {
    var live = cache.getIfPresent(project);
    if (live == null) {
      projects.nameOf(project);
      live = cache.get(project, this::create);
    }
    var snapshot = live.snapshot();
    if (snapshot.load(reader -> readAll(project, reader))) {
      needsYou.update(snapshot);
    }
    return snapshot;
  }

  /** A project that is held, without counting as use. It may still be loading. */
  Optional<Live> find(ProjectId project) {
    return Optional.ofNullable(cache.policy().getIfPresentQuietly(project));
  }

  Collection<Live> all() {
    return List.copyOf(cache.asMap().values());
  }

  /** Counts as use. */
  void touch(ProjectId project) {
    cache.getIfPresent(project);
  }

  private Live create(ProjectId project) {
    var snapshot = new ProjectSnapshot(project, writer, graveyard, clock, new Publishing());
    return new Live(snapshot, new Pacer(timer::after, properties.coalesce(), snapshot::tell));
  }

  private void readAll(ProjectId project, Consumer<Facet> reader) {
    sources.forEach(source -> source.of(project).forEach(reader));
  }

  private void dropped(@Nullable ProjectId project) {
    if (project != null) {
      needsYou.forget(project);
    }
  }

  /** Sends deltas to whoever listens and keeps what waits for a person in step. */
  private final class Publishing implements Telling {

    @Override
    public void tell(ProjectSnapshot snapshot, byte[] delta) {
      output.publish(Audience.topicOf(snapshot.project()), delta);
      needsYou.update(snapshot);
    }

    @Override
    public void told(long nanos) {
      meters.told(nanos);
    }
  }
}
