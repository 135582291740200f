package dev.factoryfactory.workspace;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.factoryfactory.kernel.WorkspaceId;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The directories the system tells us of, which are few: git's own folder of every worktree, the
 * folders of the refs it depends on, and with what is left of the limit whole worktrees, those
 * worked on last. What is not watched is swept.
 */
@Component
class GitWatches implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(GitWatches.class);
  private static final String GAUGE = "factory-factory.git.watches";

  /** The share of the limit that git's own folders leave to worktrees, as its divisor. */
  private static final int FOR_WORKTREES = 4;

  private final Map<Path, Watch> watches = new HashMap<>();
  private final Map<WorkspaceId, Set<Path>> places = new HashMap<>();

  /** Whole worktrees, the one left alone longest first. */
  private final Map<WorkspaceId, Set<Path>> covered = new LinkedHashMap<>(16, 0.75f, true);

  private @Nullable WatchService service;
  private int limit;
  private long registrations;

  private record Watch(WatchKey key, Set<WorkspaceId> owners) {}

  /** Takes what was seen. */
  interface Listener {

    /** Something happened to a file, or in the folder itself if too much did to tell. */
    void on(Set<WorkspaceId> owners, Path file);
  }

  GitWatches(WorkspaceProperties properties, MeterRegistry meters) {
    limit = properties.gitWatches();
    meters.gauge(GAUGE, this, GitWatches::count);
  }

  /** Begins to tell. Where the system has no such notices everything is swept. */
  void start(Listener listener) {
    // Java asks every few seconds there, which the sweep does for less.
    if (limit <= 0 || System.getProperty("os.name").startsWith("Mac")) {
      return;
    }
    try {
      var opened = FileSystems.getDefault().newWatchService();
      service = opened;
      Thread.ofVirtual().name("git-watches").start(() -> listen(opened, listener));
    } catch (IOException e) {
      log.warn("No directory can be watched, so all are looked at from time to time", e);
    }
  }

  synchronized int count() {
    return watches.size();
  }

  /** Whether a change of a worktree's files would be told. */
  synchronized boolean covers(WorkspaceId id) {
    return covered.containsKey(id);
  }

  /** Whether a change in one of git's own folders would be told. */
  synchronized boolean covers(WorkspaceId id, Path gitFolder) {
    return places.getOrDefault(id, Set.of()).contains(gitFolder);
  }

  /**
   * Watches a worktree as far as the limit lets it.
   *
   * @param folders all folders of the worktree that git looks into; none if there are too many
   * @param warm whether it takes the place of worktrees that were left alone longer
   * @return whether watches were added, before which something may have happened
   */
  synchronized boolean watch(
      WorkspaceId id, Set<Path> gitFolders, List<Path> folders, boolean warm) {
    if (service == null) {
      return false;
    }
    var before = registrations;
    var missing = (int) gitFolders.stream().filter(path -> !watches.containsKey(path)).count();
    if (places.containsKey(id) || watchedPlaces() + missing <= limit - limit / FOR_WORKTREES) {
      makeRoom(id, missing);
      retarget(places, id, gitFolders);
    }
    int more = folders.size() - covered.getOrDefault(id, Set.of()).size();
    if (folders.isEmpty()
        || !hasRoom(id, more, folders.size(), warm)
        || !retarget(covered, id, folders)) {
      drop(covered, id);
    }
    return registrations > before;
  }

  synchronized void release(WorkspaceId id) {
    drop(places, id);
    drop(covered, id);
  }

  @Override
  public void destroy() throws IOException {
    if (service != null) {
      service.close();
    }
  }

  private boolean hasRoom(WorkspaceId id, int more, int whole, boolean warm) {
    if (watches.size() + more <= limit) {
      return true;
    }
    return warm && watchedPlaces() + whole <= limit && makeRoom(id, more);
  }

  /** Lets go of the worktrees left alone longest until there is room. */
  private boolean makeRoom(WorkspaceId id, int more) {
    for (var other : List.copyOf(covered.keySet())) {
      if (watches.size() + more <= limit) {
        return true;
      }
      if (!other.equals(id)) {
        drop(covered, other);
      }
    }
    return watches.size() + more <= limit;
  }

  private int watchedPlaces() {
    return watches.size() - covered.values().stream().mapToInt(Set::size).sum();
  }

  private boolean retarget(
      Map<WorkspaceId, Set<Path>> kind, WorkspaceId id, Collection<Path> wanted) {
    var held = kind.computeIfAbsent(id, _ -> new HashSet<>());
    var next = Set.copyOf(wanted);
    for (var path : List.copyOf(held)) {
      if (!next.contains(path)) {
        held.remove(path);
        forget(path, id);
      }
    }
    for (var path : next) {
      if (!held.contains(path) && register(path, id)) {
        held.add(path);
      }
    }
    return held.size() == next.size();
  }

  private void drop(Map<WorkspaceId, Set<Path>> kind, WorkspaceId id) {
    var held = kind.remove(id);
    if (held != null) {
      held.forEach(path -> forget(path, id));
    }
  }

  private void forget(Path path, WorkspaceId id) {
    var watch = watches.get(path);
    if (watch != null) {
      watch.owners().remove(id);
      if (watch.owners().isEmpty()) {
        watch.key().cancel();
        watches.remove(path);
      }
    }
  }

  private boolean register(Path path, WorkspaceId id) {
    var watch = watches.get(path);
    if (watch != null && watch.key().isValid()) {
      watch.owners().add(id);
      return true;
    }
    if (service == null || watches.size() >= limit) {
      return false;
    }
    try {
      var key = path.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
      var owners = watch == null ? new HashSet<WorkspaceId>() : watch.owners();
      owners.add(id);
      watches.put(path, new Watch(key, owners));
      registrations++;
      return true;
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      log.debug("{} can't be watched", path, e);
    } catch (IOException e) {
      limit = watches.size();
      log.warn(
          "No more than {} directories can be watched ({}); the others are looked at from time to"
              + " time. On Linux fs.inotify.max_user_watches sets how many may be.",
          limit,
          e.getMessage());
    }
    return false;
  }

  private void listen(WatchService opened, Listener listener) {
    try {
      while (true) {
        tell(opened.take(), listener);
      }
    } catch (ClosedWatchServiceException e) {
      log.debug("Watching ends", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(WatchKey key, Listener listener) {
    var folder = (Path) key.watchable();
    var events = key.pollEvents();
    key.reset();
    var owners = owners(folder);
    if (owners.isEmpty()) {
      return;
    }
    var files = new HashSet<Path>();
    for (var event : events) {
      // An overflow has no context: so much happened that the folder itself stands for it.
      files.add(event.context() instanceof Path name ? folder.resolve(name) : folder);
    }
    if (!key.isValid()) {
      files.add(folder);
    }
    files.forEach(file -> listener.on(owners, file));
  }

  private synchronized Set<WorkspaceId> owners(Path folder) {
    var watch = watches.get(folder);
    return watch == null ? Set.of() : Set.copyOf(watch.owners());
  }
}
