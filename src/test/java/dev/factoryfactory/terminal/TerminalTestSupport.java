package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.util.FileSystemUtils;

/** What terminal tests share: workspaces that are mere directories, and real shells. */
@TestConfiguration(proxyBeanMethods = false)
class TerminalTestSupport {

  @Bean
  DirectoryWorkspaces directoryWorkspaces() {
    return new DirectoryWorkspaces();
  }

  @Bean
  RecordedFacets recordedFacets() {
    return new RecordedFacets();
  }

  static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO);
  }

  /** Workspaces that exist because a test says so. */
  static final class DirectoryWorkspaces implements TerminalWorkspaces {

    private final Map<WorkspaceId, Place> places = new ConcurrentHashMap<>();
    private final ProjectId project = ProjectId.random();

    WorkspaceId ready() {
      try {
        var id = WorkspaceId.random();
        places.put(id, new Place(project, id, true, Files.createTempDirectory("terminal")));
        return id;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Path worktree(WorkspaceId id) {
      return find(id).orElseThrow().worktree();
    }

    void archive(WorkspaceId id) {
      places.computeIfPresent(
          id, (_, place) -> new Place(place.projectId(), id, false, place.worktree()));
    }

    /** Ends what a test left open. */
    void clear(TerminalFacade terminals) {
      places.keySet().forEach(terminals::closeAll);
      places
          .values()
          .forEach(place -> FileSystemUtils.deleteRecursively(place.worktree().toFile()));
      places.clear();
    }

    @Override
    public Optional<Place> find(WorkspaceId workspaceId) {
      return Optional.ofNullable(places.get(workspaceId));
    }
  }

  /** What the module published. */
  static final class RecordedFacets {

    private final List<TerminalFacet> facets = new CopyOnWriteArrayList<>();

    @EventListener
    void on(TerminalFacetChanged changed) {
      facets.add(changed.facet());
    }

    List<TerminalFacet> of(WorkspaceId id) {
      return facets.stream().filter(facet -> facet.workspaceId().equals(id)).toList();
    }
  }
}
