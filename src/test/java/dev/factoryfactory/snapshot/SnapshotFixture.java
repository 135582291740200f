package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.web.StompOutput;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.springframework.messaging.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The snapshot's parts with owners, projects and listeners that a test holds in its hand. */
final class SnapshotFixture implements AutoCloseable {

  final List<Facet> workspaces = new ArrayList<>();
  final List<Facet> gitFacts = new ArrayList<>();
  final Map<ProjectId, String> names = new LinkedHashMap<>(Map.of(Samples.PROJECT, "sample"));
  final Set<String> listenedTo = new HashSet<>();
  final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  Supplier<List<? extends Facet>> readWorkspaces = () -> List.copyOf(workspaces);

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final NeedsYou needsYou;
  final LiveProjects live;
  final ProjectSnapshotService snapshots;
  final Inspector inspector;
  final Reconciler reconciler;
  final Audience audience;

  private final SnapshotTimer timer = new SnapshotTimer();
  private final JsonMapper json = JsonMapper.builder().build();

  /** A message on a topic. */
  record Sent(String topic, JsonNode body) {}

  SnapshotFixture() {
    this(Duration.ofMinutes(10));
  }

  SnapshotFixture(Duration keep) {
    var sources =
        List.of(
            new FacetSource(FacetKind.WORKSPACE, project -> of(project, readWorkspaces.get())),
            new FacetSource(FacetKind.GIT, project -> of(project, List.copyOf(gitFacts))));
    var properties =
        new SnapshotProperties(
            Duration.ofMinutes(1), Duration.ofMillis(50), Duration.ofMillis(20), keep);
    var projects = new NamedProjects();
    audience = new Audience(topic -> listenedTo.contains(topic) ? 1 : 0);
    var graveyard = new Graveyard();
    var output = new RecordingOutput();
    needsYou = new NeedsYou(projects, output, timer, json);
    live =
        new LiveProjects(
            sources,
            projects,
            output,
            needsYou,
            timer,
            graveyard,
            properties,
            new SnapshotMeters(meters),
            json,
            Clock.fixed(Samples.NOON, ZoneOffset.UTC));
    snapshots = new ProjectSnapshotService(live, needsYou, projects, audience, graveyard, timer);
    inspector = new Inspector(live, audience, output, timer, json);
    reconciler =
        new Reconciler(
            live, snapshots, sources, audience, properties, new SnapshotMeters(meters), inspector);
  }

  List<Entry> entries() {
    return live.get(Samples.PROJECT).entries();
  }

  JsonNode needs() {
    return json.readTree(snapshots.needsYou());
  }

  List<JsonNode> sentTo(String topic) {
    return sent.stream().filter(it -> it.topic().equals(topic)).map(Sent::body).toList();
  }

  @Override
  public void close() {
    timer.destroy();
  }

  private static List<? extends Facet> of(ProjectId project, List<? extends Facet> facets) {
    return facets.stream().filter(facet -> facet.projectId().equals(project)).toList();
  }

  private final class NamedProjects implements SnapshotProjects {

    @Override
    public List<ProjectId> active() {
      return List.copyOf(names.keySet());
    }

    @Override
    public String nameOf(ProjectId project) {
      var name = names.get(project);
      if (name == null) {
        throw new DomainException(ErrorCode.NOT_FOUND, "There is no such project.");
      }
      return name;
    }
  }

  private final class RecordingOutput implements StompOutput {

    @Override
    public void publish(String topic, byte[] body) {
      sent.add(new Sent(topic, json.readTree(body)));
    }

    @Override
    public void answer(Message<?> question, byte[] body) {
      throw new UnsupportedOperationException("Nobody asks here");
    }
  }
}
