package dev.factoryfactory.terminal;

import static dev.factoryfactory.Eventually.eventually;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.TerminalClient;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
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
  @Lazy
  Windows windows(TerminalFacade terminals, ServerClient client) {
    return new Windows(terminals, client);
  }

  @Bean
  RecordedFacets recordedFacets() {
    return new RecordedFacets();
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

  /** Opens terminals and looks at them over the socket, as a page does. */
  record Windows(TerminalFacade terminals, ServerClient client) {

    String open(WorkspaceId workspace) {
      return terminals.create(workspace, null, null, null).id();
    }

    TerminalClient of(String id, String query) {
      return joined(TerminalClient.open(client.port(), client.token(), id + query));
    }

    /** One that keeps only the end of what it was shown. */
    TerminalClient forgetful(String id) {
      return joined(TerminalClient.openForgetful(client.port(), client.token(), id));
    }

    /** The socket opens before the window has joined its terminal. */
    private static TerminalClient joined(TerminalClient window) {
      eventually()
          .until(() -> !window.told("attached").isEmpty() || !window.told("error").isEmpty());
      return window;
    }

    static void awaitShown(TerminalClient window, String text) {
      eventually().until(window::tail, shown -> shown.contains(text));
    }
  }
}
