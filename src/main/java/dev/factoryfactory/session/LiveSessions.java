package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * All sessions of this server. Finds running agents again at its start, lets them go at its end.
 */
@Component
class LiveSessions implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LiveSessions.class);

  private static final Duration STORE_LIMIT = Duration.ofSeconds(5);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(4);
  private static final Duration WATCH_PAUSE = Duration.ofMillis(500);

  private final SessionTools tools;
  private final SessionRepository sessions;
  private final ConcurrentHashMap<SessionId, LiveSession> live = new ConcurrentHashMap<>();
  private final TaskScheduler scheduler;
  private final Clock clock;
  private volatile @Nullable ScheduledFuture<?> watch;
  private volatile boolean running;

  LiveSessions(
      SessionTools tools, SessionRepository sessions, TaskScheduler taskScheduler, Clock clock) {
    this.tools = tools;
    this.sessions = sessions;
    this.scheduler = taskScheduler;
    this.clock = clock;
  }

  LiveSession get(SessionId id) {
    return live.computeIfAbsent(id, key -> new LiveSession(key, tools));
  }

  void forget(SessionId id) {
    live.remove(id);
  }

  @Override
  public void start() {
    running = true;
    adoptAll();
    watch = scheduler.scheduleWithFixedDelay(this::enforceDeadlines, WATCH_PAUSE);
  }

  @Override
  public void stop() {
    running = false;
    var watching = watch;
    if (watching != null) {
      watching.cancel(false);
    }
    switch (tools.properties().onShutdown()) {
      case LEAVE -> leaveAll();
      case STOP -> stopAll();
    }
  }

  private void leaveAll() {
    var left = live.values().stream().filter(LiveSession::hasProcess).count();
    if (left > 0) {
      log.info("{} agents go on without the server; the next start takes them up again", left);
    }
    detachAll();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Goes on with every session that had a process, and starts those that waited in vain. */
  void adoptAll() {
    var unfinished =
        EnumSet.of(
            SessionStatus.WAITING,
            SessionStatus.STARTING,
            SessionStatus.IDLE,
            SessionStatus.WORKING,
            SessionStatus.STOPPING);
    for (var session : sessions.findAllIn(unfinished)) {
      try {
        adopt(session);
      } catch (RuntimeException e) {
        log.error("Could not go on with session {}", session.id(), e);
      }
    }
  }

  private void adopt(StoredSession session) {
    if (session.status() != SessionStatus.WAITING) {
      get(session.id()).adopt();
    } else if (tools.isReady(session.workspaceId())) {
      get(session.id()).start();
    }
  }

  /** Looks at the sessions of which something is late; cheap while nothing is. */
  private void enforceDeadlines() {
    var now = clock.instant();
    live.values().stream()
        .filter(session -> session.isLate(now))
        .forEach(session -> Thread.startVirtualThread(session::enforceDeadlines));
  }

  /** Lets every agent go on without this server. */
  void detachAll() {
    live.values().forEach(LiveSession::detach);
    live.clear();
  }

  /** Ends every agent, in good order where the database still answers in time. */
  private void stopAll() {
    awaitAll(
        STORE_LIMIT,
        session ->
            CompletableFuture.supplyAsync(session::stop, Thread::startVirtualThread)
                .thenCompose(end -> end));
    awaitAll(KILL_LIMIT, LiveSession::kill);
    detachAll();
  }

  private void awaitAll(Duration limit, Function<LiveSession, CompletableFuture<Boolean>> ending) {
    var ends =
        live.values().stream()
            .filter(LiveSession::hasProcess)
            .map(ending)
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(ends)
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(_ -> null)
        .join();
  }
}
