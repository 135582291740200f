package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.web.StompOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The list of what waits for a person, over all projects. Sent whole whenever it changes. */
@Component
class NeedsYou {

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final SnapshotProjects projects;
  private final StompOutput output;
  private final SnapshotTimer timer;
  private final JsonMapper json;
  private final Map<ProjectId, List<Entry>> needing = new HashMap<>();
  private final Map<ProjectId, String> names = new HashMap<>();
  private final Set<ProjectId> archived = new HashSet<>();
  private byte[] told;
  private long tellings;

  NeedsYou(SnapshotProjects projects, StompOutput output, SnapshotTimer timer, JsonMapper json) {
    this.projects = projects;
    this.output = output;
    this.timer = timer;
    this.json = json;
    this.told = json.writeValueAsBytes(List.of());
  }

  /** Takes over how a project stands now. */
  void update(ProjectSnapshot snapshot) {
    var project = snapshot.project();
    var name = nameOf(project);
    synchronized (this) {
      names.putIfAbsent(project, name);
      // Read in here, so that of two updates the later one has the later state.
      var entries = snapshot.entriesThatNeedUser();
      if (!entries.equals(needing.put(project, entries))) {
        tell();
      }
    }
  }

  /** A project is not held any more. It is loaded again before anybody asks for the list. */
  synchronized void forget(ProjectId project) {
    if (needing.remove(project) != null) {
      tell();
    }
  }

  /** A project was renamed, archived or brought back. */
  synchronized void describe(ProjectId project, String name, boolean isArchived) {
    var renamed = !name.equals(names.put(project, name));
    var moved = isArchived ? archived.add(project) : archived.remove(project);
    if (renamed || moved) {
      tell();
    }
  }

  synchronized byte[] json() {
    return told;
  }

  /**
   * Answers with the list. An answer and a message on the topic can overtake each other on the way
   * to a client; if there was one meanwhile, the list is sent once more.
   */
  void answer(Consumer<byte[]> asker) {
    var before = tellings();
    asker.accept(json());
    timer.after(A_MOMENT, () -> repeatUnless(before));
  }

  private synchronized long tellings() {
    return tellings;
  }

  private synchronized void repeatUnless(long unchanged) {
    if (tellings != unchanged) {
      output.publish(Audience.NEEDS_YOU, told);
    }
  }

  private void tell() {
    var next = json.writeValueAsBytes(needs());
    if (!Arrays.equals(told, next)) {
      told = next;
      tellings++;
      output.publish(Audience.NEEDS_YOU, told);
    }
  }

  private List<Need> needs() {
    return needing.entrySet().stream()
        .filter(project -> !archived.contains(project.getKey()))
        .flatMap(
            project ->
                project.getValue().stream()
                    .map(entry -> Need.of(entry, names.getOrDefault(project.getKey(), ""))))
        .sorted(Need.MOST_URGENT_FIRST)
        .toList();
  }

  private String nameOf(ProjectId project) {
    synchronized (this) {
      var known = names.get(project);
      if (known != null) {
        return known;
      }
    }
    return projects.nameOf(project);
  }
}
