package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.session.SessionFacet.Summary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * The present facet of every workspace and its revisions. A change of state is published at once, a
 * change of activity at most a few times a second, nothing when nothing changed.
 */
@Component
class SessionBoard {

  private static final Duration ACTIVITY_PAUSE = Duration.ofMillis(250);

  private final SessionSummaries summaries;
  private final ApplicationEventPublisher events;
  private final TaskScheduler scheduler;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<WorkspaceId, Place> places = new HashMap<>();
  private final Set<ProjectId> loaded = new HashSet<>();

  SessionBoard(
      SessionSummaries summaries,
      ApplicationEventPublisher events,
      TaskScheduler taskScheduler,
      Clock clock) {
    this.summaries = summaries;
    this.events = events;
    this.scheduler = taskScheduler;
    this.clock = clock;
  }

  /** A workspace's sessions and what was last published of them. */
  private static final class Place {
    private final Map<SessionId, Summary> sessions = new LinkedHashMap<>();
    private boolean prompted;
    private boolean publishPlanned;
    private long publishedNanos = System.nanoTime() - ACTIVITY_PAUSE.toNanos();
    private SessionFacet facet;

    private Place(ProjectId project, WorkspaceId workspace) {
      this.facet = new SessionFacet(project, workspace, 0, List.of(), false);
    }

    private boolean differs() {
      return facet.hasHadSessions() != prompted
          || !timeless(facet.sessions()).equals(timeless(List.copyOf(sessions.values())));
    }

    private void replace(SessionSummaries.@Nullable Stored stored) {
      var before = Map.copyOf(sessions);
      sessions.clear();
      prompted = stored != null && stored.prompted();
      if (stored != null) {
        stored
            .sessions()
            .forEach(
                summary ->
                    sessions.put(
                        summary.sessionId(),
                        summary.using(shownUse(before.get(summary.sessionId()), summary))));
      }
    }

    private SessionFacet advance() {
      facet =
          new SessionFacet(
              facet.projectId(),
              facet.workspaceId(),
              facet.revision() + 1,
              List.copyOf(sessions.values()),
              prompted);
      return facet;
    }
  }

  /** Takes over a session as it was stored. */
  void put(StoredSession session, Summary summary) {
    announce(
        locked(
            () -> {
              var changed = load(session.projectId());
              var place = place(session.projectId(), session.workspaceId());
              var before = place.sessions.get(summary.sessionId());
              var present = summary.using(shownUse(before, summary));
              place.sessions.put(summary.sessionId(), present);
              place.prompted |= session.prompted();
              boolean onlyActivity = before != null && calm(before).equals(calm(present));
              advance(place, onlyActivity).ifPresent(changed::add);
              return changed;
            }));
  }

  /** What was last shown of a process stands as long as there is one. */
  private static @Nullable ResourceUse shownUse(@Nullable Summary before, Summary now) {
    return before != null && SessionTransitions.hasProcess(now.status())
        ? before.resources()
        : null;
  }

  /** Shows what the process of a session takes, if that is another picture than before. */
  void show(SessionId session, ResourceUse use) {
    announce(
        locked(
            () ->
                places.values().stream()
                    .filter(place -> place.sessions.containsKey(session))
                    .findFirst()
                    .flatMap(place -> show(place, session, use))
                    .stream()
                    .toList()));
  }

  private Optional<SessionFacet> show(Place place, SessionId session, ResourceUse use) {
    var summary = place.sessions.get(session);
    if (summary == null
        || !SessionTransitions.hasProcess(summary.status())
        || !differs(summary.resources(), use)) {
      return Optional.empty();
    }
    place.sessions.put(session, summary.using(use));
    return advance(place, true);
  }

  private static boolean differs(@Nullable ResourceUse shown, ResourceUse use) {
    return shown == null || use.differsFrom(shown);
  }

  /** The last summary of a session, without a query when it is known. */
  Summary present(StoredSession session) {
    var known =
        locked(
            () -> {
              var place = places.get(session.workspaceId());
              return Optional.ofNullable(place).map(it -> it.sessions.get(session.id()));
            });
    return known.orElseGet(() -> summaries.of(session));
  }

  /** Every facet of a project, compared with what is stored. */
  List<SessionFacet> facets(ProjectId project) {
    var changed = new ArrayList<SessionFacet>();
    var all =
        locked(
            () -> {
              loaded.add(project);
              changed.addAll(reload(project));
              return places.values().stream()
                  .map(place -> place.facet)
                  .filter(facet -> facet.projectId().equals(project) && facet.revision() > 0)
                  .toList();
            });
    announce(changed);
    return all;
  }

  /** Empties a workspace whose sessions were removed. */
  void clear(ProjectId project, WorkspaceId workspace) {
    announce(
        locked(
            () -> {
              var place = place(project, workspace);
              place.sessions.clear();
              place.prompted = false;
              return advance(place, false).stream().toList();
            }));
  }

  private List<SessionFacet> load(ProjectId project) {
    return loaded.add(project) ? reload(project) : new ArrayList<>();
  }

  /** Reads under the lock, so what is read is never older than what is held. */
  private List<SessionFacet> reload(ProjectId project) {
    var stored = summaries.ofProject(project);
    stored.keySet().forEach(workspace -> place(project, workspace));
    var changed = new ArrayList<SessionFacet>();
    for (var place : places.values()) {
      if (place.facet.projectId().equals(project)) {
        place.replace(stored.get(place.facet.workspaceId()));
        advance(place, false).ifPresent(changed::add);
      }
    }
    return changed;
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Outside the lock: a listener may hold its own lock while it asks for facets. */
  private void announce(List<SessionFacet> changed) {
    changed.forEach(facet -> events.publishEvent(new SessionFacetChanged(facet)));
  }

  private Place place(ProjectId project, WorkspaceId workspace) {
    return places.computeIfAbsent(workspace, id -> new Place(project, id));
  }

  /** The next facet of the place, if it differs from the last and need not wait. */
  private Optional<SessionFacet> advance(Place place, boolean canWait) {
    if (!place.differs()) {
      return Optional.empty();
    }
    long since = System.nanoTime() - place.publishedNanos;
    if (canWait && since < ACTIVITY_PAUSE.toNanos()) {
      advanceLater(place, ACTIVITY_PAUSE.minusNanos(since));
      return Optional.empty();
    }
    place.publishedNanos = System.nanoTime();
    return Optional.of(place.advance());
  }

  private void advanceLater(Place place, Duration pause) {
    if (!place.publishPlanned) {
      place.publishPlanned = true;
      scheduler.schedule(() -> advancePlanned(place), clock.instant().plus(pause));
    }
  }

  private void advancePlanned(Place place) {
    announce(
        locked(
            () -> {
              place.publishPlanned = false;
              return advance(place, false).stream().toList();
            }));
  }

  /** Time alone is no change. */
  private static List<Summary> timeless(List<Summary> sessions) {
    return sessions.stream().map(summary -> SessionSummaries.at(summary, Instant.EPOCH)).toList();
  }

  private static Summary calm(Summary summary) {
    return SessionSummaries.doing(SessionSummaries.at(summary, Instant.EPOCH), null, null)
        .using(null);
  }
}
