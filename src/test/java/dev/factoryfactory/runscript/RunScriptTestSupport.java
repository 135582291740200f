package dev.factoryfactory.runscript;

import static dev.factoryfactory.Eventually.eventually;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.util.FileSystemUtils;

/** What run-script tests share: workspaces that are mere directories, and real dev servers. */
@TestConfiguration(proxyBeanMethods = false)
class RunScriptTestSupport {

  /** A dev server in a few lines; it says so when it listens. */
  static final String SERVER =
      """
      const http = require('http');
      const port = Number(process.argv[2] || process.env.PORT);
      http.createServer((_, answer) => answer.end('served by ' + process.pid))
          .listen(port, '127.0.0.1', () => console.log('listening on ' + port));
      """;

  @Bean
  DirectoryWorkspaces directoryWorkspaces() {
    return new DirectoryWorkspaces();
  }

  @Bean
  Probe probe(RunScriptFacade runScripts, RunScriptStore store, RunScriptLauncher launcher) {
    return new Probe(runScripts, store, launcher);
  }

  @Bean
  RecordedFacets recordedFacets() {
    return new RecordedFacets();
  }

  /** Workspaces that exist because a test says so; scripts are set by the test too. */
  static final class DirectoryWorkspaces implements RunScriptWorkspaces {

    private final Map<WorkspaceId, Place> places = new ConcurrentHashMap<>();
    private final Map<WorkspaceId, Scripts> scripts = new ConcurrentHashMap<>();
    private final ProjectId project = ProjectId.random();

    WorkspaceId with(@Nullable String run, @Nullable String postRun, @Nullable String cleanup) {
      try {
        var id = WorkspaceId.random();
        var directory = Files.createTempDirectory("run-script");
        Files.writeString(directory.resolve("server.js"), SERVER);
        places.put(id, new Place(project, id, true, directory));
        scripts.put(id, new Scripts(run, postRun, cleanup));
        return id;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    WorkspaceId with(String run) {
      return with(run, null, null);
    }

    ProjectId project() {
      return project;
    }

    Path worktree(WorkspaceId id) {
      return find(id).orElseThrow().worktree();
    }

    void change(WorkspaceId id, String run) {
      scripts.put(id, new Scripts(run, null, null));
    }

    /** As after a file that can't be understood was written. */
    void breakFile(WorkspaceId id) {
      scripts.remove(id);
    }

    void archive(WorkspaceId id) {
      places.computeIfPresent(
          id, (_, place) -> new Place(place.projectId(), id, false, place.worktree()));
    }

    /** Ends what a test left running. */
    void clear(RunScriptFacade runScripts) {
      places.keySet().forEach(runScripts::stopAll);
      places
          .values()
          .forEach(place -> FileSystemUtils.deleteRecursively(place.worktree().toFile()));
      places.clear();
    }

    @Override
    public Optional<Place> find(WorkspaceId workspaceId) {
      return Optional.ofNullable(places.get(workspaceId));
    }

    @Override
    public Scripts scripts(WorkspaceId workspaceId) {
      var found = scripts.get(workspaceId);
      if (found == null) {
        throw new DomainException(ErrorCode.INVALID_CONFIG, "The file is not understood.");
      }
      return found;
    }
  }

  /** What the module published. */
  static final class RecordedFacets {

    private final List<RunScriptFacet> facets = new CopyOnWriteArrayList<>();

    @EventListener
    void on(RunScriptFacetChanged changed) {
      facets.add(changed.facet());
    }

    List<RunScriptFacet> of(WorkspaceId id) {
      return facets.stream().filter(facet -> facet.workspaceId().equals(id)).toList();
    }

    /** The states that a run script went through, each named once in a row. */
    List<RunScriptStatus> path(WorkspaceId id) {
      var path = new ArrayList<RunScriptStatus>();
      for (var facet : of(id)) {
        if (path.isEmpty() || path.getLast() != facet.status()) {
          path.add(facet.status());
        }
      }
      return path;
    }
  }

  /** Waits for what a run script comes to, and looks at what it is. */
  record Probe(RunScriptFacade runScripts, RunScriptStore store, RunScriptLauncher launcher) {

    RunScript awaitStatus(WorkspaceId id, RunScriptStatus status) {
      return eventually().until(() -> runScripts.get(id), script -> script.status() == status);
    }

    RunScript awaitServed(WorkspaceId id) {
      return eventually().until(() -> runScripts.get(id), script -> script.detectedPort() != null);
    }

    String log(WorkspaceId id, LogChannel channel) {
      return runScripts.log(id, channel, null, 0, 65_536, null).output();
    }

    Set<Long> members(WorkspaceId id) {
      return launcher.members(store.find(id).orElseThrow());
    }
  }
}
