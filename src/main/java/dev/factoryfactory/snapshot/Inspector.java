package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.web.StompListenersChanged;
import dev.factoryfactory.platform.web.StompOutput;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells whoever looks closely how the picture of a project came to be. */
@Component
class Inspector {

  private final LiveProjects live;
  private final Audience audience;
  private final StompOutput output;
  private final SnapshotTimer timer;
  private final JsonMapper json;

  Inspector(
      LiveProjects live,
      Audience audience,
      StompOutput output,
      SnapshotTimer timer,
      JsonMapper json) {
    this.live = live;
    this.audience = audience;
    this.output = output;
    this.timer = timer;
    this.json = json;
  }

  /** Counts as use of the project. */
  Inspection inspect(ProjectId project) {
    return of(live.get(project));
  }

  /** Says that there is more to see in a project than deltas. */
  void changed(ProjectId project) {
    if (audience.inspects(project)) {
      timer.soon(() -> tell(project));
    }
  }

  @EventListener
  void on(StompListenersChanged event) {
    live.all().stream()
        .map(it -> it.snapshot().project())
        .filter(it -> Audience.topicOf(it).equals(event.topic()))
        .forEach(this::changed);
  }

  /** One at a time, so that of two the later one has the later state. */
  private synchronized void tell(ProjectId project) {
    live.find(project)
        .map(LiveProjects.Live::snapshot)
        .filter(ProjectSnapshot::isLoaded)
        .ifPresent(
            it ->
                output.publish(
                    Audience.inspectionTopicOf(project), json.writeValueAsBytes(of(it))));
  }

  private Inspection of(ProjectSnapshot snapshot) {
    return Inspection.of(snapshot, audience.size(snapshot.project()));
  }
}
