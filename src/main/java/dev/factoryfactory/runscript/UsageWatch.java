package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.platform.process.RunningProcess;
import dev.factoryfactory.platform.web.StompListeners;
import dev.factoryfactory.platform.web.StompListenersChanged;
import dev.factoryfactory.runscript.RunScriptWorkspaces.Place;
import dev.factoryfactory.runscript.WorkspaceUsage.Kind;
import dev.factoryfactory.runscript.WorkspaceUsage.Sample;
import dev.factoryfactory.runscript.WorkspaceUsage.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks every few seconds at what workspaces use in which a dev server runs, or that somebody
 * watches. What belongs to a workspace is what its run started, wherever it went, and whatever
 * works in its worktree: terminals, agents, tools.
 */
@Component
class UsageWatch {

  private static final int EVERY_SECONDS = 5;
  private static final int KEPT = 120;
  private static final int LASTING = 6;

  private final RunScriptStore store;
  private final RunScriptWorkspaces workspaces;
  private final RunScriptLauncher launcher;
  private final RunScriptProperties properties;
  private final StompListeners listeners;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Set<WorkspaceId> watched = ConcurrentHashMap.newKeySet();
  private final Map<WorkspaceId, History> histories = new HashMap<>();

  UsageWatch(
      RunScriptStore store,
      RunScriptWorkspaces workspaces,
      RunScriptLauncher launcher,
      RunScriptProperties properties,
      StompListeners listeners,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.workspaces = workspaces;
    this.launcher = launcher;
    this.properties = properties;
    this.listeners = listeners;
    this.events = events;
    this.clock = clock;
  }

  private static final class History {
    private final UsageReader reader = new UsageReader();
    private final Deque<Sample> samples = new ArrayDeque<>();

    private void add(Sample sample) {
      samples.addLast(sample);
      if (samples.size() > KEPT) {
        samples.removeFirst();
      }
    }
  }

  /** What a workspace used; with nothing known yet it is looked at now. */
  synchronized WorkspaceUsage of(WorkspaceId id) {
    var history = histories.get(id);
    if (history == null || history.samples.isEmpty()) {
      look(Set.of(id));
    }
    return usage(id, histories.getOrDefault(id, new History()));
  }

  synchronized void forget(WorkspaceId id) {
    histories.remove(id);
  }

  @EventListener
  void on(StompListenersChanged changed) {
    RunScriptController.workspaceOfUsage(changed.topic())
        .ifPresent(
            id -> {
              if (listeners.count(changed.topic()) > 0) {
                watched.add(id);
              } else {
                watched.remove(id);
              }
            });
  }

  @Scheduled(fixedDelay = EVERY_SECONDS, initialDelay = EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
  void tick() {
    var wanted = new HashSet<>(watched);
    store.findActive().forEach(row -> wanted.add(row.workspaceId()));
    for (var usage : lookAt(wanted)) {
      if (listeners.count(RunScriptController.usageTopic(usage.workspaceId())) > 0) {
        events.publishEvent(usage.latest());
      }
    }
  }

  private synchronized List<WorkspaceUsage> lookAt(Set<WorkspaceId> wanted) {
    histories.keySet().retainAll(wanted);
    if (wanted.isEmpty()) {
      return List.of();
    }
    look(wanted);
    var usages = new ArrayList<WorkspaceUsage>();
    wanted.forEach(
        id -> {
          var history = histories.get(id);
          if (history != null) {
            usages.add(usage(id, history));
          }
        });
    return usages;
  }

  private void look(Set<WorkspaceId> wanted) {
    var running = Processes.running();
    var sockets = ListeningPorts.sockets();
    for (var id : wanted) {
      try {
        workspaces
            .find(id)
            .ifPresent(
                place ->
                    histories
                        .computeIfAbsent(id, _ -> new History())
                        .add(sample(place, running, sockets)));
      } catch (DomainException gone) {
        histories.remove(id);
      }
    }
  }

  private Sample sample(Place place, List<RunningProcess> running, Map<Long, Integer> sockets) {
    var row = store.find(place.workspaceId()).filter(RunScriptRow::isActive);
    Set<String> markers = row.map(launcher::ids).orElse(Set.of());
    var worktree = real(place.worktree());
    var pids =
        running.stream()
            .filter(
                it -> it.marker() != null && markers.contains(it.marker()) || isIn(it, worktree))
            .map(RunningProcess::pid)
            .collect(Collectors.toCollection(HashSet::new));
    if (running.isEmpty()) {
      // No Linux: at least the dev server's own tree can be followed.
      row.map(launcher::members).ifPresent(pids::addAll);
    }
    var history = histories.computeIfAbsent(place.workspaceId(), _ -> new History());
    return history.reader.read(pids, sockets, clock.instant());
  }

  private static boolean isIn(RunningProcess process, Path worktree) {
    return process.directory() != null && process.directory().startsWith(worktree);
  }

  /** Where the kernel says a process works, no link is left. */
  private static Path real(Path worktree) {
    try {
      return worktree.toRealPath();
    } catch (IOException gone) {
      return worktree;
    }
  }

  private WorkspaceUsage usage(WorkspaceId id, History history) {
    var samples = List.copyOf(history.samples);
    double cpuLimit = properties.cpuLimit();
    long memoryLimit = properties.warnMemory().toBytes();
    return new WorkspaceUsage(
        id, samples, cpuLimit, memoryLimit, warnings(samples, cpuLimit, memoryLimit));
  }

  static List<Warning> warnings(List<Sample> samples, double cpuLimit, long memoryLimit) {
    var warnings = new ArrayList<Warning>();
    if (samples.isEmpty()) {
      return warnings;
    }
    var last = samples.getLast();
    var memory = last.memoryBytes();
    if (memory != null && memory > memoryLimit) {
      warnings.add(
          new Warning(
              Kind.MEMORY,
              "Uses %d MB of memory, more than %d MB.".formatted(memory >> 20, memoryLimit >> 20)));
    }
    if (samples.size() >= LASTING
        && samples.subList(samples.size() - LASTING, samples.size()).stream()
            .allMatch(sample -> sample.cpuPercent() > cpuLimit)) {
      warnings.add(
          new Warning(
              Kind.CPU,
              "Uses %.0f %% of a processor for half a minute, more than %.0f %%."
                  .formatted(last.cpuPercent(), cpuLimit)));
    }
    return warnings;
  }
}
