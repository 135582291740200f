package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * The one picture of all workspaces. Owners bring facets, in any order and as often as they like;
 * clients get everything once and then what changes.
 */
@Service
public class ProjectSnapshotService {

  private final LiveProjects live;
  private final NeedsYou needsYou;
  private final SnapshotProjects projects;
  private final Audience audience;
  private final Graveyard graveyard;
  private final SnapshotTimer timer;

  ProjectSnapshotService(
      LiveProjects live,
      NeedsYou needsYou,
      SnapshotProjects projects,
      Audience audience,
      Graveyard graveyard,
      SnapshotTimer timer) {
    this.live = live;
    this.needsYou = needsYou;
    this.projects = projects;
    this.audience = audience;
    this.graveyard = graveyard;
    this.timer = timer;
  }

  /**
   * Takes a facet over if its revision is greater than the one held, and tells whoever listens.
   *
   * @param source what brings it, shown with the entry
   */
  public void apply(Facet facet, String source) {
    live.find(facet.projectId())
        .ifPresentOrElse(
            it -> {
              if (it.snapshot().accept(facet, source)) {
                it.pacer().nudge();
              }
            },
            () -> loadIfAwaited(facet.projectId()));
  }

  /** Takes a workspace away for good. */
  public void remove(ProjectId project, WorkspaceId workspace, String source) {
    graveyard.add(workspace);
    live.find(project)
        .ifPresent(
            it -> {
              if (it.snapshot().remove(workspace, source)) {
                it.pacer().nudge();
              }
            });
  }

  /** Everything in a project. */
  Answer full(ProjectId project) {
    return live.get(project).full();
  }

  /** What changed in a project since, or everything when that is not known. */
  Answer since(ProjectId project, String epoch, long sequence) {
    return live.get(project).since(epoch, sequence);
  }

  /** What waits for a person, as JSON. */
  byte[] needsYou() {
    loadAll();
    return needsYou.json();
  }

  /** Answers a listener with what waits for a person. */
  void needsYou(Consumer<byte[]> asker) {
    loadAll();
    needsYou.answer(asker);
  }

  /** Makes the list over all projects complete and up to date. Counts as use of each. */
  void loadAll() {
    for (var project : projects.active()) {
      var snapshot = live.get(project);
      snapshot.tell();
      needsYou.update(snapshot);
    }
  }

  private void loadIfAwaited(ProjectId project) {
    if (audience.listensToNeeds()) {
      timer.soon(() -> live.get(project));
    }
  }
}
